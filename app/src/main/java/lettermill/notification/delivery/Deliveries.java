package lettermill.notification.delivery;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lettermill.base.WorkspaceId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of notification.delivery on its way out. */
@Repository
class Deliveries {

    /** After it another worker may take a delivery whose worker said nothing; longer than any attempt lasts. */
    private static final Duration LEASE = Duration.ofMinutes(2);

    private final JdbcClient database;

    Deliveries(JdbcClient database) {
        this.database = database;
    }

    /**
     * An endpoint with something to deliver.
     *
     * @param lanes how many deliveries are worth making at a time
     */
    record Due(WorkspaceId workspace, UUID endpoint, int lanes) {}

    /**
     * The endpoints of all workspaces with something due: the job serves all.
     *
     * @param most lanes of one endpoint; one that fails has a single one
     */
    List<Due> due(int most, Instant now) {
        return database.sql("""
                        SELECT e.workspace_id, e.id, d.lanes
                        FROM notification.endpoint e CROSS JOIN LATERAL (
                            SELECT count(*) AS lanes FROM (
                                SELECT FROM notification.delivery
                                WHERE endpoint_id = e.id AND state = 'WAITING' AND next_attempt_at <= :now
                                LIMIT CASE WHEN e.failing_since IS NULL THEN :most::integer ELSE 1 END) few) d
                        WHERE e.active AND (e.rest_until IS NULL OR e.rest_until <= :now) AND d.lanes > 0""")
                .param("most", most)
                .param("now", Timestamp.from(now))
                .query((row, number) -> new Due(
                        new WorkspaceId(row.getObject("workspace_id", UUID.class)),
                        row.getObject("id", UUID.class),
                        row.getInt("lanes")))
                .list();
    }

    /** Takes the delivery of an endpoint that is due the longest; nobody else gets it for two minutes. */
    Optional<Parcel> claim(WorkspaceId workspace, UUID endpoint, Instant now) {
        return database.sql("""
                        WITH next AS (
                            SELECT d.id, e.url FROM notification.delivery d JOIN notification.endpoint e ON e.id = d.endpoint_id
                            WHERE d.endpoint_id = :endpoint AND d.workspace_id = :workspace AND d.state = 'WAITING'
                              AND d.next_attempt_at <= :now AND e.active AND (e.rest_until IS NULL OR e.rest_until <= :now)
                            ORDER BY d.next_attempt_at, d.id LIMIT 1
                            FOR UPDATE OF d SKIP LOCKED)
                        UPDATE notification.delivery d
                        SET attempts = attempts + 1, last_attempt_at = :now, next_attempt_at = :lease
                        FROM next WHERE d.id = next.id
                        RETURNING d.id, next.url, d.event_id, d.body, d.attempts, d.give_up_at""")
                .param("endpoint", endpoint)
                .param("workspace", workspace.value())
                .param("now", Timestamp.from(now))
                .param("lease", Timestamp.from(now.plus(LEASE)))
                .query((row, number) -> new Parcel(
                        row.getLong("id"),
                        workspace,
                        endpoint,
                        row.getString("url"),
                        row.getObject("event_id", UUID.class),
                        row.getString("body"),
                        row.getInt("attempts"),
                        row.getTimestamp("give_up_at").toInstant()))
                .optional();
    }

    /** Notes what an attempt brought and that no other follows. */
    void end(Parcel parcel, Answer answer, Instant now) {
        settle(parcel, answer, answer.success() ? "DELIVERED" : "FAILED", Optional.empty(), Optional.of(now));
    }

    /** Notes what an attempt brought and when the next one may be. */
    void postpone(Parcel parcel, Answer answer, Instant next) {
        settle(parcel, answer, "WAITING", Optional.of(next), Optional.empty());
    }

    /** A worker that was given up meanwhile has no say. */
    private void settle(Parcel parcel, Answer answer, String state, Optional<Instant> next, Optional<Instant> ended) {
        database.sql("""
                        UPDATE notification.delivery
                        SET state = :state, next_attempt_at = :next::timestamptz, ended_at = :ended::timestamptz,
                            last_status = :status, last_answer = :answer
                        WHERE id = :id AND workspace_id = :workspace AND state = 'WAITING' AND attempts = :attempt""")
                .param("state", state)
                .param("next", next.map(Timestamp::from).orElse(null))
                .param("ended", ended.map(Timestamp::from).orElse(null))
                .param("status", answer.status())
                .param("answer", answer.text())
                .param("id", parcel.id())
                .param("workspace", parcel.workspace().value())
                .param("attempt", parcel.attempt())
                .update();
    }

    /** By age alone, whatever became of it. */
    int purge(Instant before) {
        return database.sql("DELETE FROM notification.delivery WHERE created_at < :before")
                .param("before", Timestamp.from(before))
                .update();
    }
}
