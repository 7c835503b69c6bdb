package lettermill.alert;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import lettermill.base.MessageId;
import lettermill.base.WorkspaceId;
import lettermill.ledger.Columns;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of the mails that tell owners of alerts. */
@Repository
class AlertMails {

    private static final Duration SHORTEST_WAIT = Duration.ofMinutes(1);
    private static final int MOST_DOUBLINGS = 6;

    private final JdbcClient database;

    AlertMails(JdbcClient database) {
        this.database = database;
    }

    /** An alert whose mail is due. */
    record Due(WorkspaceId workspace, long alert, Instant raisedAt) {}

    /**
     * Takes the longest due alert of all workspaces; it is due again after a while, longer each time. So one that can't be mailed
     * holds up no other.
     */
    Optional<Due> take(Instant now) {
        return database.sql("""
                        UPDATE alert.alert
                        SET mail_attempts = mail_attempts + 1,
                            next_mail_at = :now::timestamptz + (:wait * power(2, least(mail_attempts, :most))) * interval '1 second'
                        WHERE id = (SELECT id FROM alert.alert WHERE mail_state = 'DUE' AND next_mail_at <= :now
                            ORDER BY next_mail_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
                        RETURNING workspace_id, id, raised_at""")
                .param("now", Timestamp.from(now))
                .param("wait", SHORTEST_WAIT.toSeconds())
                .param("most", MOST_DOUBLINGS)
                .query((row, number) -> new Due(
                        new WorkspaceId(row.getObject("workspace_id", UUID.class)),
                        row.getLong("id"),
                        row.getTimestamp("raised_at").toInstant()))
                .optional();
    }

    /** The newest message to each address. */
    Map<String, MessageId> sent(WorkspaceId workspace, long alert) {
        Map<String, MessageId> sent = new HashMap<>();
        database.sql("SELECT email, message_id FROM alert.mail WHERE alert_id = :alert AND workspace_id = :workspace")
                .param("alert", alert)
                .param("workspace", workspace.value())
                .query(row -> {
                    sent.put(row.getString("email"), new MessageId(row.getLong("message_id")));
                });
        return sent;
    }

    void note(WorkspaceId workspace, long alert, Map<String, MessageId> messages) {
        List<Map.Entry<String, MessageId>> entries = List.copyOf(messages.entrySet());
        database.sql("""
                        INSERT INTO alert.mail (alert_id, workspace_id, email, message_id)
                        SELECT :alert, :workspace, email, message FROM unnest(:emails::text[], :messages::bigint[]) AS m (email, message)
                        ON CONFLICT (alert_id, email) DO UPDATE SET message_id = excluded.message_id""")
                .param("alert", alert)
                .param("workspace", workspace.value())
                .param("emails", Columns.texts(entries, Map.Entry::getKey))
                .param(
                        "messages",
                        Columns.longs(entries, entry -> entry.getValue().value()))
                .update();
    }

    void end(WorkspaceId workspace, long alert, Alert.MailState state, @Nullable String error) {
        database.sql("""
                        UPDATE alert.alert SET mail_state = :state, mail_error = :error
                        WHERE id = :alert AND workspace_id = :workspace""")
                .param("alert", alert)
                .param("workspace", workspace.value())
                .param("state", state.name())
                .param("error", error)
                .update();
    }
}
