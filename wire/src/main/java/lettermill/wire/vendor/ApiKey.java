package lettermill.wire.vendor;

import lettermill.wire.InvalidFieldException;

/**
 * What signs us in to a vendor. Not printed.
 *
 * @param id the name of the key where it has one, as SES's access keys do; empty elsewhere
 * @param secret the key itself
 */
public record ApiKey(String id, String secret) {
    private static final int LONGEST = 900;

    public ApiKey {
        requireToken("credentials.id", id, 0);
        requireToken("credentials.secret", secret, 1);
    }

    private static void requireToken(String field, String text, int shortest) {
        boolean visible = text.chars().allMatch(c -> c > 32 && c < 127);
        if (!visible || text.length() < shortest || text.length() > LONGEST) {
            throw new InvalidFieldException(field, "must be visible ASCII characters, at most " + LONGEST);
        }
    }

    @Override
    public String toString() {
        return "ApiKey[" + id + "]";
    }
}
