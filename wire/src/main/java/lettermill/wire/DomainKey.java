package lettermill.wire;

import java.util.Locale;
import java.util.UUID;

/** A sending domain of a workspace. Two workspaces may both hold a key for one name; neither can sign with the other's. */
public record DomainKey(UUID workspaceId, String domain) {
    public DomainKey {
        domain = requireDomain("domain", domain);
    }

    /** Letters, digits, hyphens and dots of any script, or an address literal in brackets; answers it in lower case. */
    static String requireDomain(String field, String domain) {
        boolean literal = domain.startsWith("[") && domain.endsWith("]") && domain.length() > 2;
        String name = literal ? domain.substring(1, domain.length() - 1) : domain;
        InvalidFieldException.require(
                !name.isEmpty() && name.length() <= 255 && isName(name, literal),
                field,
                "must have a domain name of letters, digits, hyphens and dots");
        return domain.toLowerCase(Locale.ROOT);
    }

    private static boolean isName(String name, boolean literal) {
        for (int i = 0; i < name.length(); ) {
            int c = name.codePointAt(i);
            boolean fits = Character.isLetterOrDigit(c)
                    || c == '.'
                    || c == '-'
                    || c == '_'
                    || (literal && c == ':')
                    || (c >= 0xA0 && !Character.isSpaceChar(c) && !Character.isISOControl(c));
            if (!fits) {
                return false;
            }
            i += Character.charCount(c);
        }
        return true;
    }
}
