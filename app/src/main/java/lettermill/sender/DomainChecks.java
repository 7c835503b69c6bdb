package lettermill.sender;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import lettermill.base.WorkspaceId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** SQL of looks at the records of sender.domain. */
@Repository
class DomainChecks {

    /** A domain and whose it is. */
    record Due(WorkspaceId workspace, UUID domain) {

        static Due of(String key) {
            String[] parts = key.split("/", 2);
            return new Due(WorkspaceId.of(parts[0]), UUID.fromString(parts[1]));
        }

        @Override
        public String toString() {
            return workspace + "/" + domain;
        }
    }

    private static final Duration CLAIM = Duration.ofHours(1);

    private final JdbcClient database;
    private final JsonMapper json;

    DomainChecks(JdbcClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** Of all workspaces, the longest due first; they are due again in an hour if nobody looks at them meanwhile. */
    List<Due> claim(Instant now, int most) {
        return database.sql("""
                        UPDATE sender.domain SET next_check_at = :again
                        WHERE id IN (SELECT id FROM sender.domain WHERE next_check_at <= :now
                            ORDER BY next_check_at LIMIT :most FOR UPDATE SKIP LOCKED)
                        RETURNING workspace_id, id""")
                .param("now", Timestamp.from(now))
                .param("again", Timestamp.from(now.plus(CLAIM)))
                .param("most", most)
                .query((row, number) -> new Due(
                        new WorkspaceId(row.getObject("workspace_id", UUID.class)), row.getObject("id", UUID.class)))
                .list();
    }

    /** Makes other changes of the domain wait for the end of the transaction; false if there is no such domain. */
    boolean lock(WorkspaceId workspace, UUID id) {
        return database.sql("SELECT 1 FROM sender.domain WHERE id = :id AND workspace_id = :workspace FOR UPDATE")
                .param("id", id)
                .param("workspace", workspace.value())
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** Keeps what was found. A domain that is proven needs nobody's override any more, so it ends. */
    void record(WorkspaceId workspace, UUID id, DnsRecords records, Verification verification, Instant now) {
        boolean proven = verification.status().proven();
        database.sql("""
                        UPDATE sender.domain
                        SET dns_records = :records::jsonb, status = :status, lacking_since = :lackingSince::timestamptz,
                            checked_at = :now, next_check_at = :nextCheck, updated_at = :now,
                            override_by = CASE WHEN :proven THEN NULL ELSE override_by END,
                            override_reason = CASE WHEN :proven THEN NULL ELSE override_reason END,
                            override_at = CASE WHEN :proven THEN NULL ELSE override_at END
                        WHERE id = :id AND workspace_id = :workspace""")
                .param("id", id)
                .param("workspace", workspace.value())
                .param("records", json.writeValueAsString(records))
                .param("status", verification.status().name())
                .param(
                        "lackingSince",
                        verification.lackingSince() == null ? null : Timestamp.from(verification.lackingSince()))
                .param("nextCheck", Timestamp.from(verification.nextCheck()))
                .param("proven", proven)
                .param("now", Timestamp.from(now))
                .update();
    }
}
