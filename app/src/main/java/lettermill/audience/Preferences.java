package lettermill.audience;

import java.util.List;
import java.util.UUID;
import lettermill.base.SubscriberId;

/**
 * What a person has chosen, for the preference page.
 *
 * @param email the whole address; whoever shows it to the public masks it
 * @param categories every category of the workspace, by name
 */
public record Preferences(
        SubscriberId subscriber, String email, String name, SubscriberStatus status, List<Category> categories) {

    /** One category and the person's say on it. */
    public record Category(
            UUID id,
            String slug,
            String name,
            String description,
            CategoryChoice choice,
            SubscriptionFrequency frequency) {}
}
