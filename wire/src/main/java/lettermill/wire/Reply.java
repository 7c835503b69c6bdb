package lettermill.wire;

import org.jspecify.annotations.Nullable;

/**
 * What was said about a letter: by the server, or by us where no server answered.
 *
 * @param code the three digits of RFC 5321 section 4.2, or the status of HTTP where a vendor's API answered; 0 when the
 *     words are ours
 * @param enhanced the status of RFC 3463, for example {@code 5.1.1}; null when the server gave none
 * @param text the words, printable, at most 500 characters, several lines joined by a space
 */
public record Reply(int code, @Nullable String enhanced, String text) {

    /** A fault that we found ourselves. */
    public static Reply local(String enhanced, String text) {
        return new Reply(0, enhanced, text);
    }

    @Override
    public String toString() {
        return (code == 0 ? "" : code + " ") + (enhanced == null ? "" : enhanced + " ") + text;
    }
}
