package lettermill.base;

import com.ibm.icu.text.IDNA;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A mail domain in its one spelling: lower-case A-labels (RFC 5890), no trailing dot.
 *
 * @param ascii such as {@code xn--bcher-kva.example}; at most 253 octets
 */
public record DomainName(String ascii) {

    // IDNA2008 with the mappings of UTS 46; java.net.IDN is IDNA2003 and sends "straße" to another domain.
    private static final IDNA UTS46 = IDNA.getUTS46Instance(IDNA.USE_STD3_RULES
            | IDNA.CHECK_BIDI
            | IDNA.CHECK_CONTEXTJ
            | IDNA.CHECK_CONTEXTO
            | IDNA.NONTRANSITIONAL_TO_ASCII);

    // RFC 6761, 6762, 7686, 9476 and the infrastructure domain: no mailbox can be there.
    private static final Set<String> UNMAILABLE = Set.of("arpa", "invalid", "local", "localhost", "onion", "alt");

    private static final int LONGEST = 253;
    private static final int LONGEST_LABEL = 63;

    /**
     * Reads a domain, Unicode or A-labels, any case.
     *
     * @return empty when it is not a public mail domain: bad labels, no dot, an all-numeric or reserved top level
     */
    public static Optional<DomainName> read(String text) {
        if (text.length() > 4 * LONGEST) {
            return Optional.empty();
        }
        String ascii = isPlain(text) ? text.toLowerCase(Locale.ROOT) : mapped(text);
        return isMailable(ascii) ? Optional.of(new DomainName(ascii)) : Optional.empty();
    }

    /**
     * Reads a domain out of a request.
     *
     * @throws Problem.Invalid on {@code field} when it is not a public mail domain
     */
    public static DomainName parse(String field, String text) {
        return read(text)
                .orElseThrow(() -> new Problem.Invalid(field, "not a mail domain", "a domain such as example.org"));
    }

    /** Letters, digits, dots and single hyphens need no mapping; millions of imported rows are of this kind. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letterOrDigit = c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z';
            boolean doubleHyphen = c == '-' && i > 0 && text.charAt(i - 1) == '-';
            if (doubleHyphen || !letterOrDigit && c != '.' && c != '-') {
                return false;
            }
        }
        return true;
    }

    /** The mapped name, or an empty text (no domain) when UTS 46 refuses it. */
    private static String mapped(String text) {
        IDNA.Info info = new IDNA.Info();
        StringBuilder ascii = UTS46.nameToASCII(text, new StringBuilder(), info);
        return info.hasErrors() ? "" : ascii.toString();
    }

    private static boolean isMailable(String ascii) {
        if (ascii.isEmpty() || ascii.length() > LONGEST) {
            return false;
        }
        int start = 0;
        while (true) {
            int dot = ascii.indexOf('.', start);
            int end = dot < 0 ? ascii.length() : dot;
            if (!isLabel(ascii, start, end)) {
                return false;
            }
            if (dot < 0) {
                return start > 0 && isTopLevel(ascii.substring(start));
            }
            start = dot + 1;
        }
    }

    private static boolean isLabel(String ascii, int start, int end) {
        return end > start
                && end - start <= LONGEST_LABEL
                && ascii.charAt(start) != '-'
                && ascii.charAt(end - 1) != '-';
    }

    // RFC 3696 section 2: a top level is not all-numeric, or an IPv4 address would be a domain. The root zone's only
    // names with a hyphen are A-labels.
    private static boolean isTopLevel(String label) {
        boolean numeric = label.chars().allMatch(c -> c >= '0' && c <= '9');
        return !numeric && !UNMAILABLE.contains(label) && (label.startsWith("xn--") || label.indexOf('-') < 0);
    }

    @Override
    public String toString() {
        return ascii;
    }
}
