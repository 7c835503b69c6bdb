package lettermill.audience.imports;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL about imports of all workspaces, whose files lie in one folder. */
@Repository
class IdleUploads {

    private final JdbcClient database;

    IdleUploads(JdbcClient database) {
        this.database = database;
    }

    /** Ends uploads that nobody touched since then. */
    void expire(Instant then, String failure, Instant now) {
        database.sql("""
                UPDATE audience.import SET state = 'CANCELLED', failure = :failure, finished_at = :now
                WHERE state = 'UPLOADED' AND updated_at < :then""")
                .param("failure", failure)
                .param("then", then.atOffset(ZoneOffset.UTC))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /**
     * Which of these are at work, or were touched since then. The others are locked until the transaction ends, so that
     * nobody starts one while its file goes.
     */
    Set<UUID> needed(Collection<UUID> imports, Instant then) {
        Set<UUID> needed = new HashSet<>();
        database.sql("""
                SELECT id, state IN ('QUEUED', 'RUNNING') OR updated_at >= :then AS needed
                FROM audience.import WHERE id = ANY (CAST(:imports AS uuid[])) ORDER BY id FOR UPDATE""")
                .param("then", then.atOffset(ZoneOffset.UTC))
                .param("imports", imports.toArray(UUID[]::new))
                .query(row -> {
                    if (row.getBoolean("needed")) {
                        needed.add(row.getObject("id", UUID.class));
                    }
                });
        return needed;
    }
}
