package lettermill.webhook;

import java.time.Instant;
import java.util.List;
import lettermill.ledger.BounceType;
import lettermill.ledger.EventType;
import lettermill.visitor.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * A fact as a vendor reports it, in our words.
 *
 * @param key equal for repetitions of the same fact
 * @param word the vendor's name for it
 * @param recipient null where the vendor leaves it out
 * @param trouble for BOUNCE, REJECT, DELIVERY_DELAY, RENDERING_FAILURE and COMPLAINT; null elsewhere
 * @param visit for OPEN and CLICK; null elsewhere
 */
public record VendorEvent(
        String key,
        EventType type,
        String word,
        Instant occurredAt,
        @Nullable String recipient,
        Mail mail,
        @Nullable Trouble trouble,
        @Nullable Visit visit) {

    /**
     * How the vendor names the mail, the surest first.
     *
     * @param ourId the message id that we gave the vendor along with the mail
     * @param vendorIds spellings of the vendor's own id
     * @param messageIdHeader the Message-ID header
     */
    public record Mail(
            @Nullable String ourId,
            List<String> vendorIds,
            @Nullable String messageIdHeader) {
        public Mail {
            vendorIds = List.copyOf(vendorIds);
        }
    }

    /**
     * What went wrong.
     *
     * @param type for BOUNCE only
     * @param subtype what kind of refusal it was: a {@code BounceReason} or the vendor's word
     * @param statusCode enhanced status code of RFC 3463
     * @param diagnostic the words of the server, or of the vendor
     */
    public record Trouble(
            @Nullable BounceType type,
            @Nullable String subtype,
            @Nullable String statusCode,
            @Nullable String diagnostic) {}

    /**
     * A pixel or a link that was fetched.
     *
     * @param verdict the vendor's own finding that a machine did it; null to judge by the user agent
     */
    public record Visit(
            @Nullable String url,
            @Nullable String userAgent,
            @Nullable String clientAddress,
            @Nullable Verdict verdict) {}
}
