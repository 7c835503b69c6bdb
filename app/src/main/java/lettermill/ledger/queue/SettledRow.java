package lettermill.ledger.queue;

import java.time.Instant;
import java.util.UUID;
import lettermill.base.CampaignId;
import lettermill.base.MessageId;
import lettermill.base.WorkspaceId;
import lettermill.ledger.BounceType;
import lettermill.ledger.EventType;
import lettermill.ledger.Ledger;
import lettermill.ledger.MailEvent;
import lettermill.ledger.MessagePhase;
import lettermill.ledger.RecipientStatus;
import lettermill.ledger.RecordedEvent;
import org.jspecify.annotations.Nullable;

/** A settlement as its message's row, and its event if it is a fact worth one, will hold it. */
record SettledRow(
        long id,
        MessagePhase phase,
        @Nullable RecipientStatus status,
        @Nullable String reason,
        @Nullable String detail,
        @Nullable String providerMessageId,
        @Nullable Instant nextAttemptAt,
        @Nullable EventType event,
        @Nullable BounceType bounce,
        @Nullable String statusCode) {

    private static final int DETAIL_LENGTH = 600;

    static SettledRow of(Settlement settlement) {
        long id = settlement.message().value();
        return switch (settlement) {
            case Settlement.Sent sent ->
                new SettledRow(
                        id,
                        MessagePhase.DONE,
                        RecipientStatus.SENT,
                        null,
                        null,
                        sent.providerMessageId(),
                        null,
                        EventType.SEND,
                        null,
                        null);
            case Settlement.Later later ->
                new SettledRow(
                        id, MessagePhase.WAITING, null, null, cut(later.detail()), null, later.at(), null, null, null);
            case Settlement.Rerouted rerouted ->
                new SettledRow(
                        id, MessagePhase.WAITING, null, null, cut(rerouted.detail()), null, null, null, null, null);
            case Settlement.Unknown unknown ->
                new SettledRow(
                        id,
                        MessagePhase.UNKNOWN,
                        null,
                        "ANSWER_LOST",
                        cut(unknown.detail()),
                        null,
                        null,
                        null,
                        null,
                        null);
            case Settlement.Skipped skipped ->
                new SettledRow(
                        id,
                        MessagePhase.DONE,
                        RecipientStatus.FAILED,
                        skipped.reason(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null);
            case Settlement.Failed failed -> failed(id, failed.why());
        };
    }

    private static SettledRow failed(long id, Settlement.Failure why) {
        boolean bounced = why.kind() == Settlement.Failure.Kind.HARD_BOUNCE;
        EventType event = switch (why.kind()) {
            case HARD_BOUNCE -> EventType.BOUNCE;
            case REFUSED, EXPIRED -> EventType.REJECT;
            case RENDERING_FAILURE -> EventType.RENDERING_FAILURE;
        };
        return new SettledRow(
                id,
                MessagePhase.DONE,
                bounced ? RecipientStatus.BOUNCED : RecipientStatus.FAILED,
                why.kind().name(),
                cut(why.detail()),
                null,
                null,
                event,
                bounced ? BounceType.HARD : null,
                why.statusCode());
    }

    private static String cut(String detail) {
        String printable = detail.replace('\0', ' ');
        return printable.length() <= DETAIL_LENGTH ? printable : printable.substring(0, DETAIL_LENGTH);
    }

    @Nullable
    String eventKey() {
        return event == null ? null : event == EventType.SEND ? Ledger.sendKey(id) : Ledger.endKey(id);
    }

    /** The fact that the end is, in a ledger that knew none before. */
    RecordedEvent asRecorded(WorkspaceId workspace, @Nullable UUID campaign, Instant now) {
        MailEvent fact = fact(workspace, campaign, now);
        return switch (fact.type()) {
            case REJECT, RENDERING_FAILURE -> new RecordedEvent(fact, RecordedEvent.First.NO, 1);
            default -> new RecordedEvent(fact, RecordedEvent.First.YES, 0);
        };
    }

    /** The fact that the end is; only for one that has an event. */
    MailEvent fact(WorkspaceId workspace, @Nullable UUID campaign, Instant now) {
        String key = eventKey();
        if (event == null || key == null) {
            throw new IllegalStateException("message " + id + " ended without an event");
        }
        return new MailEvent(
                workspace,
                new MessageId(id),
                campaign == null ? null : new CampaignId(campaign),
                event,
                key,
                now,
                null,
                event == EventType.SEND ? null : new MailEvent.Failure(bounce, statusCode, detail),
                null);
    }
}
