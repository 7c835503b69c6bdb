package lettermill.tracking;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address a reader may be sent on to: {@code http} or {@code https} with a host, without user or password, in ASCII and fit
 * for a Location header. Asked when a link is rewritten and again when it is followed.
 */
record TargetUrl(String value) {

    /** Longer addresses stay in the mail as they are: no token could carry them. */
    static final int MAXIMUM_LENGTH = 2_900;

    private static final Pattern SHAPE = Pattern.compile("(?i)(https?)://([^/?#\\\\]+)((?:[/?#].*)?)");
    private static final Pattern HOST =
            Pattern.compile("(?:[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?\\.?|\\[[0-9A-Fa-f:.]+])(?::[0-9]{0,5})?");
    private static final String KEPT = "!#$%&'()*+,-./:;=?@[]_~";

    /** Reads an address as a browser would read an attribute (WHATWG URL, 4.4); empty when it is no such address. */
    static Optional<TargetUrl> of(String attribute) {
        String url = asBrowsersRead(attribute);
        Matcher shape = SHAPE.matcher(url);
        if (!shape.matches() || url.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            return Optional.empty();
        }
        String host = asciiHost(shape.group(2));
        String target = shape.group(1).toLowerCase(Locale.ROOT) + "://" + host + percentEncoded(shape.group(3));
        return HOST.matcher(host).matches() && target.length() <= MAXIMUM_LENGTH
                ? Optional.of(new TargetUrl(target))
                : Optional.empty();
    }

    /** The scheme a browser would act on, in lower case; empty for a relative address or an anchor. */
    static String scheme(String attribute) {
        Matcher scheme = Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*):.*").matcher(asBrowsersRead(attribute));
        return scheme.matches() ? scheme.group(1).toLowerCase(Locale.ROOT) : "";
    }

    private static String asBrowsersRead(String attribute) {
        int from = 0;
        int to = attribute.length();
        while (from < to && attribute.charAt(from) <= ' ') {
            from++;
        }
        while (to > from && attribute.charAt(to - 1) <= ' ') {
            to--;
        }
        return attribute.substring(from, to).replaceAll("[\\t\\r\\n]", "");
    }

    private static String asciiHost(String authority) {
        if (authority.chars().allMatch(c -> c < 0x80)) {
            return authority;
        }
        int port = authority.lastIndexOf(':');
        String host = port < 0 ? authority : authority.substring(0, port);
        try {
            return IDN.toASCII(host, IDN.ALLOW_UNASSIGNED) + authority.substring(host.length());
        } catch (IllegalArgumentException unencodable) {
            return "";
        }
    }

    private static String percentEncoded(String rest) {
        StringBuilder encoded = new StringBuilder(rest.length() + 16);
        rest.codePoints().forEach(c -> {
            if (c < 0x80 && (Character.isLetterOrDigit(c) || KEPT.indexOf(c) >= 0)) {
                encoded.append((char) c);
            } else {
                for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                    encoded.append('%').append(String.format("%02X", b & 0xff));
                }
            }
        });
        return encoded.toString();
    }
}
