package lettermill.wire;

import org.jspecify.annotations.Nullable;

/**
 * An address with a display name (RFC 5322 section 3.4).
 *
 * @param address {@code local@domain}; both parts may hold non-ASCII characters (RFC 6531), a domain may also be an A-label
 */
public record Mailbox(String address, @Nullable String displayName) {
    private static final String ATEXT_SIGNS = "!#$%&'*+-/=?^_`{|}~";

    public Mailbox {
        requireAddress("address", address);
        if (displayName != null) {
            HeaderText.require("displayName", displayName);
        }
    }

    public static Mailbox of(String address) {
        return new Mailbox(address, null);
    }

    /** The part before the last @, as written, quotes included. */
    public String localPart() {
        return address.substring(0, address.lastIndexOf('@'));
    }

    /** The part after the last @. */
    public String domain() {
        return address.substring(address.lastIndexOf('@') + 1);
    }

    /** Refuses all that could end an SMTP command's path or a header's angle brackets early (RFC 5321 section 4.1.2). */
    static void requireAddress(String field, String address) {
        int at = address.lastIndexOf('@');
        InvalidFieldException.require(
                at > 0 && at < address.length() - 1 && address.length() <= 320, field, "must be local@domain");
        HeaderText.require(field, address);
        String local = address.substring(0, at);
        boolean quoted = local.length() >= 2 && local.startsWith("\"") && local.endsWith("\"");
        InvalidFieldException.require(
                quoted ? isQuotedContent(local.substring(1, local.length() - 1)) : isDotAtom(local),
                field,
                "has a local part that needs quoting");
        DomainKey.requireDomain(field, address.substring(at + 1));
    }

    private static boolean isDotAtom(String local) {
        for (int i = 0; i < local.length(); i++) {
            char c = local.charAt(i);
            if (c < 0xA0 && !isAlphanumeric(c) && c != '.' && ATEXT_SIGNS.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isQuotedContent(String content) {
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            if (c == '"' || (c == '\\' && ++i == content.length())) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAlphanumeric(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
