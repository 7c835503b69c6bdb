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
    public Letter {
        InvalidFieldException.require(attempt >= 1, "attempt", "must be at least 1");
    }
}
