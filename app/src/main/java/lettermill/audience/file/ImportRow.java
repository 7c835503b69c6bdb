package lettermill.audience.file;

import java.util.Set;
import lettermill.audience.SubscriberStatus;
import lettermill.base.EmailAddress;

/**
 * One person out of a file.
 *
 * @param status what the file says, or the plan where it says nothing
 * @param attributes a JSON object
 */
public record ImportRow(
        EmailAddress email, String name, SubscriberStatus status, Set<String> tags, String attributes) {}
