package lettermill.sender.dkim;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import lettermill.base.WorkspaceId;
import lettermill.sender.DnsRecords;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** SQL of the records of sender.domain, when its keys change. */
@Repository
class DkimRecords {

    /** What somebody needs to publish a record. */
    private static final Duration SOON = Duration.ofMinutes(10);

    private final JdbcClient database;
    private final JsonMapper json;

    DkimRecords(JdbcClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** Makes other changes of the domain, if there is one, wait for the end of the transaction. */
    void lock(WorkspaceId workspace, UUID id) {
        database.sql("SELECT FROM sender.domain WHERE id = :id AND workspace_id = :workspace FOR UPDATE")
                .param("id", id)
                .param("workspace", workspace.value())
                .query(row -> {});
    }

    /** Has the records looked at soon, unless nobody has ever asked for a look. */
    void store(WorkspaceId workspace, UUID id, DnsRecords records, Instant now) {
        database.sql("""
                        UPDATE sender.domain
                        SET dns_records = :records::jsonb, updated_at = :now,
                            next_check_at = CASE WHEN next_check_at > :soon THEN :soon ELSE next_check_at END
                        WHERE id = :id AND workspace_id = :workspace""")
                .param("id", id)
                .param("workspace", workspace.value())
                .param("records", json.writeValueAsString(records))
                .param("soon", Timestamp.from(now.plus(SOON)))
                .param("now", Timestamp.from(now))
                .update();
    }
}
