package lettermill.mailagent.feedback;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** E-mail addresses among other words. */
final class Addresses {
    private static final String LOCAL =
            "(?:\"[^\"\\s]{1,64}\"|[^\\s<>\"'(),:;@\\[\\]=]{1,64}(?:=[^\\s<>\"'(),:;@\\[\\]]{1,64})?)";
    private static final Pattern ADDRESS =
            Pattern.compile("(" + LOCAL + "@(?:[\\p{L}\\p{N}](?:[\\p{L}\\p{N}_-]{0,62})\\.?){1,10})");

    private Addresses() {}

    /** The first address; null where there is none. */
    static @Nullable String first(String text) {
        Matcher matcher = ADDRESS.matcher(text);
        return matcher.find() ? trimmed(matcher.group(1)) : null;
    }

    /** All addresses, in order, each once. */
    static List<String> all(String text) {
        List<String> found = new ArrayList<>();
        Matcher matcher = ADDRESS.matcher(text);
        while (matcher.find()) {
            String address = trimmed(matcher.group(1));
            if (found.stream().noneMatch(address::equalsIgnoreCase)) {
                found.add(address);
            }
        }
        return found;
    }

    private static String trimmed(String address) {
        return address.endsWith(".") ? address.substring(0, address.length() - 1) : address;
    }
}
