package lettermill.notification.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt brought.
 *
 * @param status of HTTP; null when there was no answer
 * @param text how the answer's body begins, or in words why there was none
 * @param retryAfter how long the receiver wants to be left alone; null where it does not say
 */
record Answer(
        @Nullable Integer status, String text, @Nullable Duration retryAfter) {

    private static final int GONE = 410;

    static Answer none(String why) {
        return new Answer(null, why, null);
    }

    boolean success() {
        return status != null && status / 100 == 2;
    }

    /** The receiver never wants to hear from us again. */
    boolean gone() {
        return status != null && status == GONE;
    }
}
