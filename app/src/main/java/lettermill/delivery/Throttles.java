package lettermill.delivery;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import lettermill.base.WorkspaceId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of delivery.throttle: destinations that asked for less mail. */
@Repository
class Throttles {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(15);
    private static final int LONGEST_STEP = 7;
    /** One who did not ask again for so long has forgotten the last time. */
    private static final Duration MEMORY = Duration.ofHours(1);

    private final JdbcClient database;

    Throttles(JdbcClient database) {
        this.database = database;
    }

    /** Destinations that nothing may go to yet, and until when. */
    Map<String, Instant> active(WorkspaceId workspace, UUID provider, Instant now) {
        Map<String, Instant> active = new HashMap<>();
        database.sql("""
                        SELECT destination, until_at FROM delivery.throttle
                        WHERE workspace_id = :workspace AND provider_id = :provider AND until_at > :now""")
                .param("workspace", workspace.value())
                .param("provider", provider)
                .param("now", Timestamp.from(now))
                .query(row -> {
                    active.put(
                            row.getString("destination"),
                            row.getTimestamp("until_at").toInstant());
                });
        return active;
    }

    /** Pauses a destination: 15 s at first, twice as long each time it asks again, half an hour at most. */
    Instant slowDown(WorkspaceId workspace, UUID provider, String destination, Instant now) {
        return database.sql("""
                        INSERT INTO delivery.throttle AS t (workspace_id, provider_id, destination, step, until_at)
                        VALUES (:workspace, :provider, :destination, 0, :now::timestamptz + :first * interval '1 second')
                        ON CONFLICT (workspace_id, provider_id, destination) DO UPDATE SET
                            step = CASE WHEN t.until_at > :now THEN t.step
                                        WHEN t.until_at < :forgotten THEN 0
                                        ELSE LEAST(t.step + 1, :longest) END,
                            until_at = CASE WHEN t.until_at > :now THEN t.until_at
                                            WHEN t.until_at < :forgotten
                                                THEN :now::timestamptz + :first * interval '1 second'
                                            ELSE :now::timestamptz
                                                + :first * power(2, LEAST(t.step + 1, :longest)) * interval '1 second'
                                       END
                        RETURNING until_at""")
                .param("workspace", workspace.value())
                .param("provider", provider)
                .param("destination", destination)
                .param("first", FIRST_PAUSE.toSeconds())
                .param("longest", LONGEST_STEP)
                .param("now", Timestamp.from(now))
                .param("forgotten", Timestamp.from(now.minus(MEMORY)))
                .query((row, number) -> row.getTimestamp("until_at").toInstant())
                .single();
    }
}
