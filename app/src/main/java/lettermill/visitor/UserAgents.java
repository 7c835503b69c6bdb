package lettermill.visitor;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ua_parser.Parser;

/** Reads User-Agent headers. A string costs up to a millisecond of regular expressions, so the usual few thousand are remembered. */
@Component
public class UserAgents {

    /** Longer ones are cut: nothing behind this length tells clients apart, and the header is the sender's to choose. */
    private static final int MAXIMUM_LENGTH = 512;

    private static final Set<String> DESKTOPS =
            Set.of("Windows", "Mac OS X", "Linux", "Ubuntu", "Chrome OS", "Fedora", "Debian");
    private static final Set<String> MOBILES =
            Set.of("iOS", "Android", "Windows Phone", "BlackBerry OS", "KaiOS", "HarmonyOS");

    private final LoadingCache<String, Client> known =
            Caffeine.newBuilder().maximumSize(10_000).build(new Reading()::read);

    /** Says what is behind a User-Agent header; a missing one is {@code Other} in all parts. */
    public Client of(@Nullable String userAgent) {
        return known.get(userAgent == null ? "" : cut(userAgent));
    }

    /** The part of a header that is looked at and stored. */
    public static String cut(String userAgent) {
        return userAgent.length() <= MAXIMUM_LENGTH ? userAgent : userAgent.substring(0, MAXIMUM_LENGTH);
    }

    /** Loads the 600 KB of expressions at the first hit rather than at the start of the process. */
    private static final class Reading {

        private static final class Expressions {
            static final Parser PARSER = new Parser();
        }

        Client read(String userAgent) {
            ua_parser.Client parsed = Expressions.PARSER.parse(userAgent);
            return new Client(parsed.userAgent.family, parsed.os.family, parsed.device.family, kind(parsed, userAgent));
        }

        private static Kind kind(ua_parser.Client parsed, String userAgent) {
            String text = userAgent.toLowerCase(Locale.ROOT);
            String os = parsed.os.family;
            boolean androidTablet = os.equals("Android") && !text.contains("mobile") && text.contains("mozilla");
            if (parsed.device.family.equals("Spider")) {
                return Kind.OTHER;
            }
            if (text.contains("ipad") || text.contains("tablet") || text.contains("kindle") || androidTablet) {
                return Kind.TABLET;
            }
            if (MOBILES.contains(os) || text.contains("mobile")) {
                return Kind.MOBILE;
            }
            return DESKTOPS.contains(os) ? Kind.DESKTOP : Kind.OTHER;
        }
    }

    /**
     * The program and machine a hit came from, in the names of the uap-core collection; {@code Other} where it doesn't say.
     *
     * @param client family of the mail client or browser, e.g. {@code Apple Mail}
     * @param os family of the operating system, e.g. {@code iOS}
     * @param device family of the device, e.g. {@code iPhone}; {@code Spider} for known crawlers
     */
    public record Client(String client, String os, String device, Kind kind) {}

    /** What sort of machine it is, as far as its user agent tells. */
    public enum Kind {
        DESKTOP,
        MOBILE,
        TABLET,
        OTHER
    }
}
