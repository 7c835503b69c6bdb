package lettermill.mailagent.dmarc;

import com.google.common.net.InternetDomainName;
import java.net.IDN;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Registrable domains by the Public Suffix List (publicsuffix.org), in the copy that Guava carries. Receivers that have not
 * moved to the tree walk of RFC 9989 take them for organisational domains.
 */
public final class PublicSuffixes {
    private PublicSuffixes() {}

    /** The public suffix and one label before it, spelled as the input is; empty when the name has no such label. */
    public static Optional<String> registrable(String domain) {
        String name = domain.toLowerCase(Locale.ROOT);
        if (name.startsWith(".") || !InternetDomainName.isValid(name)) {
            return Optional.empty();
        }
        InternetDomainName unicode = InternetDomainName.from(IDN.toUnicode(name));
        if (unicode.isPublicSuffix()) {
            return Optional.empty();
        }
        // Where no rule matches, the list's rule "*" makes the last label the suffix.
        int labels = unicode.isUnderPublicSuffix()
                ? unicode.topPrivateDomain().parts().size()
                : unicode.parts().size() == 1 ? 0 : 2;
        String[] parts = name.split("\\.");
        if (labels == 0) {
            return Optional.empty();
        }
        return Optional.of(String.join(".", Arrays.copyOfRange(parts, parts.length - labels, parts.length)));
    }
}
