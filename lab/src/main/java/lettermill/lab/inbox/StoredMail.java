package lettermill.lab.inbox;

import java.time.Instant;
import lettermill.lab.letter.HeaderBlock;

/**
 * One mail in one mailbox.
 *
 * @param id counts up from 1 in order of arrival
 * @param receivedAt in our time, not the world's
 * @param route the addresses of the envelope
 * @param summary what a list shows of it
 * @param content the message, compressed
 */
public record StoredMail(long id, Instant receivedAt, Route route, Summary summary, PackedContent content) {
    /**
     * Envelope addresses.
     *
     * @param sender return path, may be empty
     * @param recipient as in RCPT TO
     */
    public record Route(String sender, String recipient) {}

    /** Decoded for reading; each empty where the message lacks the field. */
    public record Summary(String from, String subject, String messageId) {
        static Summary of(HeaderBlock header) {
            return new Summary(decoded(header, "From"), decoded(header, "Subject"), decoded(header, "Message-ID"));
        }

        private static String decoded(HeaderBlock header, String name) {
            return header.first(name).map(HeaderBlock.Field::decoded).orElse("");
        }
    }
}
