package lettermill.base;

import java.util.UUID;

/** How ids are read from text: a malformed id names nothing, so it is as unknown as a well-formed strange one. */
final class Ids {

    private Ids() {}

    static UUID uuid(String text) {
        // UUID.fromString also takes shortened groups, which would give one id several spellings.
        if (text.length() != 36) {
            throw new Problem.NotFound("id", text);
        }
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException malformed) {
            throw new Problem.NotFound("id", text);
        }
    }

    static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException malformed) {
            throw new Problem.NotFound("id", text);
        }
    }
}
