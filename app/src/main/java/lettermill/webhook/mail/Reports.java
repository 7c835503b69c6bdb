package lettermill.webhook.mail;

import java.sql.Timestamp;
import java.time.Instant;
import lettermill.ledger.Located;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of webhook.mailed_report. */
@Repository
class Reports {

    private final JdbcClient database;

    Reports(JdbcClient database) {
        this.database = database;
    }

    void insert(Located message, String kind, byte[] body, Instant now) {
        database.sql("""
                        INSERT INTO webhook.mailed_report (workspace_id, message_id, kind, body, received_at)
                        VALUES (:workspace, :message, :kind, :body, :now)""")
                .param("workspace", message.workspace().value())
                .param("message", message.message().value())
                .param("kind", kind)
                .param("body", body)
                .param("now", Timestamp.from(now))
                .update();
    }

    /** Forgets old reports of all workspaces. */
    void purge(Instant before) {
        database.sql("DELETE FROM webhook.mailed_report WHERE received_at < :before")
                .param("before", Timestamp.from(before))
                .update();
    }
}
