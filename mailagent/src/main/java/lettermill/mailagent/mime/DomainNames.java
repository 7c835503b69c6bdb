package lettermill.mailagent.mime;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.StringJoiner;

/** Domain names as DNS and SMTP carry them: A-labels (RFC 5890). */
public final class DomainNames {

    /** Characters that IDNA 2003, which {@link IDN} implements, maps away and IDNA 2008 keeps: ß, ς, and the two joiners. */
    private static final String DEVIATIONS = "\u00DF\u03C2\u200C\u200D";

    private DomainNames() {}

    /**
     * Lower-case A-labels of a domain name; address literals in brackets stay as they are.
     *
     * @throws IllegalArgumentException if the name has no ASCII form
     */
    public static String toAscii(String domain) {
        if (domain.chars().allMatch(c -> c < 0x80)) {
            return domain.toLowerCase(Locale.ROOT);
        }
        if (domain.chars().noneMatch(c -> DEVIATIONS.indexOf(c) >= 0)) {
            return IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        }
        StringJoiner labels = new StringJoiner(".");
        for (String label : domain.split("[.\u3002\uFF0E\uFF61]", -1)) {
            labels.add(
                    label.chars().anyMatch(c -> DEVIATIONS.indexOf(c) >= 0)
                            ? "xn--"
                                    + Punycode.encode(
                                            Normalizer.normalize(label.toLowerCase(Locale.ROOT), Normalizer.Form.NFC))
                            : toAscii(label));
        }
        return labels.toString();
    }
}
