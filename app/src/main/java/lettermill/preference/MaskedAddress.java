package lettermill.preference;

/** An address as it may stand on a page that a forwarded mail opens for anybody. */
final class MaskedAddress {
    private static final String HIDDEN = "•••";

    private MaskedAddress() {}

    /** {@code ada@lovelace.example.org} becomes {@code a•••@l•••.org}: enough for its owner to know it. */
    static String of(String email) {
        int at = email.lastIndexOf('@');
        String domain = email.substring(at + 1);
        int dot = domain.lastIndexOf('.');
        return first(email.substring(0, Math.max(at, 0)))
                + HIDDEN
                + '@'
                + first(domain)
                + HIDDEN
                + (dot < 0 ? "" : domain.substring(dot));
    }

    private static String first(String text) {
        return text.isEmpty() ? "" : Character.toString(text.codePointAt(0));
    }
}
