package lettermill.ledger;

import java.time.Instant;
import lettermill.base.CampaignId;
import lettermill.base.MessageId;
import lettermill.base.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * One fact about a message.
 *
 * @param message null when the fact names no message of ours
 * @param key equal for repetitions of the same fact within a workspace; a second one is ignored
 * @param hit who fetched it, for OPEN and CLICK
 * @param failure what went wrong, for BOUNCE, REJECT, DELIVERY_DELAY and RENDERING_FAILURE
 * @param source who said so: an {@code UnsubscribeSource}, or the reporting vendor
 */
public record MailEvent(
        WorkspaceId workspace,
        @Nullable MessageId message,
        @Nullable CampaignId campaign,
        EventType type,
        String key,
        Instant occurredAt,
        @Nullable Hit hit,
        @Nullable Failure failure,
        @Nullable String source) {

    /**
     * A fetch of a pixel or a link.
     *
     * @param rule the name of the rule that decided the class
     * @param linkId the row of tracking.link, null for an open or a link known only from its token
     * @param clientAddress the IP address of the client
     */
    public record Hit(
            HitClass hitClass,
            String rule,
            @Nullable Long linkId,
            @Nullable String url,
            @Nullable String userAgent,
            @Nullable String clientAddress) {}

    /**
     * What a server said.
     *
     * @param subtype what kind of refusal it was, finer than the type
     * @param statusCode enhanced status code of RFC 3463, e.g. {@code 5.1.1}
     * @param diagnostic the server's own words
     */
    public record Failure(
            @Nullable BounceType type,
            @Nullable String subtype,
            @Nullable String statusCode,
            @Nullable String diagnostic) {

        /** Where nothing finer than the type is known. */
        public Failure(@Nullable BounceType type, @Nullable String statusCode, @Nullable String diagnostic) {
            this(type, null, statusCode, diagnostic);
        }
    }
}
