package lettermill.preference;

import java.util.List;
import java.util.UUID;
import lettermill.audience.SubscriberStatus;
import lettermill.audience.SubscriptionFrequency;

/**
 * What a person sees of their own preferences.
 *
 * @param workspace name of the sender
 * @param email masked
 * @param subscribed whether mail is sent at all
 */
record PreferenceView(
        String workspace, String email, SubscriberStatus status, boolean subscribed, List<Category> categories) {

    /** One category and the person's say on it. */
    record Category(
            UUID id,
            String slug,
            String name,
            String description,
            boolean subscribed,
            SubscriptionFrequency frequency) {}
}
