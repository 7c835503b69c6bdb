package lettermill.wire;

import org.jspecify.annotations.Nullable;

/**
 * One e-mail to one person, rendered and ready to be written as MIME.
 *
 * @param messageId the ledger's id of the message, the same in every attempt
 * @param attempt counts from 1; a new attempt is sent anew, a repeated one is not
 * @param list the headers of mail that goes to many; null for a transactional letter
 */
public record Letter(
        long messageId,
        int attempt,
        Envelope envelope,
        Heading heading,
        @Nullable ListHeaders list,
        Body body) {

    /**
     * How the id travels with a letter through a vendor's API and comes home in its events: an SES tag, a SendGrid custom
     * argument, a Mailgun variable, a member of Postmark's metadata, each of this name. Letters and underscores, which all take.
     */
    public static final String TAG = "lettermill_message";

    public Letter {
        InvalidFieldException.require(attempt >= 1, "attempt", "must be at least 1");
    }
}
