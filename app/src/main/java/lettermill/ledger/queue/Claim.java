package lettermill.ledger.queue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import lettermill.base.MessageId;
import lettermill.base.SubscriberId;
import lettermill.ledger.Columns;
import org.jspecify.annotations.Nullable;

/**
 * A message leased to this process.
 *
 * @param subscriber null for a test sent to a bare address
 * @param contextJson what only this message says to its template, as JSON; null for nothing
 * @param attempts how often it was handed over before
 * @param firstAttemptAt when it was first handed over; null if never
 */
public record Claim(
        MessageId message,
        @Nullable SubscriberId subscriber,
        String email,
        @Nullable String recipientName,
        @Nullable String contextJson,
        int attempts,
        @Nullable Instant firstAttemptAt) {

    /** From the columns of ledger.message. */
    static Claim of(ResultSet row) throws SQLException {
        Long subscriber = row.getObject("subscriber_id", Long.class);
        return new Claim(
                new MessageId(row.getLong("id")),
                subscriber == null ? null : new SubscriberId(subscriber),
                row.getString("email"),
                row.getString("recipient_name"),
                row.getString("context"),
                row.getInt("attempt"),
                Columns.instant(row.getTimestamp("first_attempt_at")));
    }
}
