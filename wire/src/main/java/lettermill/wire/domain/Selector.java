package lettermill.wire.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A DKIM key of a domain under its selector (RFC 6376 section 3.1): its public side, and what becomes of it.
 *
 * @param keepUntil until when mail on its way may still need the record; null as long as it is not retired
 * @param record what to publish
 */
public record Selector(
        String name,
        Algorithm algorithm,
        Stage stage,
        @Nullable Instant keepUntil,
        DnsRecord record) {

    /** What it signs with; the words of {@code k=} in lower case. */
    public enum Algorithm {
        /** 2048 bits (RFC 8301). */
        RSA,
        /** As a second signature beside RSA's (RFC 8463). */
        ED25519
    }

    /** From first to last. */
    public enum Stage {
        /** Signs nothing until its record was seen published. */
        WAITING,
        SIGNING,
        /** Signs nothing any more; its record has to stay for mail on its way. */
        RETIRED,
        /** Its private key is erased, its record may be removed. */
        ERASED
    }
}
