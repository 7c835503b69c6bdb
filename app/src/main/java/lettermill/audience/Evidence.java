package lettermill.audience;

import lettermill.base.MessageId;
import org.jspecify.annotations.Nullable;

/**
 * What a change of consent rests on.
 *
 * @param message the mail that led to it, if one did
 * @param detail words for the history, such as who did it; may be empty
 */
public record Evidence(UnsubscribeSource source, @Nullable MessageId message, String detail) {

    /** A change made by the person through a mail or a page. */
    public static Evidence of(UnsubscribeSource source, @Nullable MessageId message) {
        return new Evidence(source, message, "");
    }
}
