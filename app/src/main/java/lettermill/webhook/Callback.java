package lettermill.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came in, before anything is believed.
 *
 * @param headers by lower-case name
 * @param body the raw octets: signatures cover these and no re-serialised form
 */
public record Callback(Map<String, List<String>> headers, byte[] body, Instant receivedAt) {

    /** The value of a header that came exactly once; null otherwise, for two values can't both be the signed one. */
    public @Nullable String header(String name) {
        List<String> values = headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
        return values.size() == 1 ? values.getFirst() : null;
    }

    @Override
    public String toString() {
        return "Callback[" + body.length + " octets]";
    }
}
