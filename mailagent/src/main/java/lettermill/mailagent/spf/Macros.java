package lettermill.mailagent.spf;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import lettermill.mailagent.dns.Family;
import lettermill.mailagent.spf.MacroString.Part;

/**
 * The values of the macro letters (section 7.2) while one domain is under check.
 *
 * @param domain the domain whose record is evaluated
 * @param names the validated names of the address; asked for only if a macro wants them
 * @param receiver the checking host's name
 */
record Macros(SpfSubject subject, String domain, Names names, String receiver, long epochSecond) {

    interface Names {
        /** The validated name that suits the domain best, or "unknown". */
        String best(String domain) throws SpfStop;
    }

    String value(Part.Macro macro) throws SpfStop {
        String raw = raw(Character.toLowerCase(macro.letter()));
        String value = transform(raw, macro);
        return Character.isUpperCase(macro.letter()) ? escape(value) : value;
    }

    private String raw(char letter) throws SpfStop {
        return switch (letter) {
            case 's' -> subject.sender();
            case 'l' -> subject.localPart();
            case 'o' -> subject.domain();
            case 'd' -> domain;
            case 'i' -> dotted(subject.address());
            case 'p' -> names.best(domain);
            case 'v' -> subject.family() == Family.IP4 ? "in-addr" : "ip6";
            case 'h' -> subject.helo();
            case 'c' -> readable(subject.address());
            case 'r' -> receiver;
            case 't' -> Long.toString(epochSecond);
            default -> throw new IllegalStateException("no macro " + letter);
        };
    }

    private static String transform(String value, Part.Macro macro) {
        if (macro.keep() == 0 && !macro.reversed() && macro.delimiters().equals(".")) {
            return value;
        }
        List<String> labels = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= value.length(); i++) {
            if (i == value.length() || macro.delimiters().indexOf(value.charAt(i)) >= 0) {
                labels.add(value.substring(start, i));
                start = i + 1;
            }
        }
        if (macro.reversed()) {
            Collections.reverse(labels);
        }
        int from = macro.keep() == 0 ? 0 : Math.max(0, labels.size() - macro.keep());
        return String.join(".", labels.subList(from, labels.size()));
    }

    /** Everything but the unreserved characters of RFC 3986. */
    private static String escape(String value) {
        StringBuilder out = new StringBuilder();
        for (byte octet : value.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xFF);
            boolean unreserved = c < 0x80 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0);
            out.append(unreserved ? String.valueOf(c) : String.format(Locale.ROOT, "%%%02X", (int) c));
        }
        return out.toString();
    }

    private static String dotted(InetAddress address) {
        if (Family.of(address) == Family.IP4) {
            return address.getHostAddress();
        }
        StringBuilder nibbles = new StringBuilder();
        for (byte octet : address.getAddress()) {
            nibbles.append(String.format(Locale.ROOT, ".%X.%X", (octet >> 4) & 0xF, octet & 0xF));
        }
        return nibbles.substring(1);
    }

    /** RFC 5952: lower case, the longest run of zero groups as "::". */
    private static String readable(InetAddress address) {
        if (Family.of(address) == Family.IP4) {
            return address.getHostAddress();
        }
        String[] groups = address.getHostAddress().replaceFirst("%.*", "").split(":");
        int best = -1;
        int bestLength = 1;
        for (int i = 0; i < groups.length; i++) {
            int end = i;
            while (end < groups.length && groups[end].equals("0")) {
                end++;
            }
            if (end - i > bestLength) {
                best = i;
                bestLength = end - i;
            }
        }
        List<String> list = List.of(groups);
        return best < 0
                ? String.join(":", list)
                : String.join(":", list.subList(0, best)) + "::"
                        + String.join(":", list.subList(best + bestLength, groups.length));
    }
}
