package lettermill.reputation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import lettermill.base.WorkspaceId;
import lettermill.ledger.Columns;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of reputation.progress, and of what has to be counted anew. */
@Repository
class Changes {

    /** No transaction that records events lasts as long, so events older than this are all visible. */
    private static final Duration SETTLED = Duration.ofMinutes(2);

    private final JdbcClient database;

    Changes(JdbcClient database) {
        this.database = database;
    }

    /**
     * A quarter of an hour in which a mail left of which something new is known: dates of all time zones begin with one.
     *
     * @param at its beginning
     */
    record Quarter(UUID domain, Instant at) {}

    /** The domains of all workspaces. */
    List<Rated> domains() {
        return database.sql("""
                        SELECT d.id, d.workspace_id, d.resumed_at, d.health_score, w.timezone
                        FROM sender.domain d JOIN workspace.workspace w ON w.id = d.workspace_id ORDER BY d.id""").query((row, number) -> rated(row)).list();
    }

    /** The last event that a count has seen; 0 before the first. */
    long progress() {
        return database.sql("SELECT coalesce(max(event_id), 0) FROM reputation.progress")
                .query(Long.class)
                .single();
    }

    /** The last event of which no earlier one can still come to light. */
    long settled(Instant now) {
        return database.sql("SELECT id FROM ledger.event WHERE recorded_at <= :before ORDER BY id DESC LIMIT 1")
                .param("before", Timestamp.from(now.minus(SETTLED)))
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    /**
     * Where the mails of some facts count, and where they may have counted before: a fact that shows that a mail left earlier than
     * was believed moves it, from the time of another fact or from that at which its sending was recorded.
     */
    List<Quarter> between(long after, long until) {
        return database.sql("""
                        WITH fresh AS (
                            SELECT m.id, m.domain_id, coalesce(m.sent_at, m.bounced_at) AS left_at,
                                bool_or(e.occurred_at <= coalesce(m.sent_at, m.bounced_at)) AS moved
                            FROM ledger.event e JOIN ledger.message m ON m.id = e.message_id
                            WHERE e.id > :after AND e.id <= :until AND m.domain_id IS NOT NULL
                              AND coalesce(m.sent_at, m.bounced_at) IS NOT NULL
                            GROUP BY m.id),
                        counted AS (
                            SELECT domain_id, left_at AS at FROM fresh
                            UNION ALL
                            SELECT f.domain_id, t.at FROM fresh f JOIN ledger.event k ON k.message_id = f.id
                            CROSS JOIN LATERAL (VALUES (k.occurred_at), (k.recorded_at)) AS t (at)
                            WHERE f.moved)
                        SELECT DISTINCT domain_id, date_bin('15 minutes', at, TIMESTAMPTZ '2000-01-01 00:00Z') AS at
                        FROM counted""")
                .param("after", after)
                .param("until", until)
                .query((row, number) -> new Quarter(
                        row.getObject("domain_id", UUID.class),
                        row.getTimestamp("at").toInstant()))
                .list();
    }

    void moveTo(long event, Instant now) {
        database.sql("""
                        INSERT INTO reputation.progress (event_id, updated_at) VALUES (:event, :now)
                        ON CONFLICT (one) DO UPDATE SET event_id = excluded.event_id, updated_at = excluded.updated_at""")
                .param("event", event)
                .param("now", Timestamp.from(now))
                .update();
    }

    private static Rated rated(ResultSet row) throws SQLException {
        return new Rated(
                new WorkspaceId(row.getObject("workspace_id", UUID.class)),
                row.getObject("id", UUID.class),
                ZoneId.of(row.getString("timezone")),
                Columns.instant(row.getTimestamp("resumed_at")),
                row.getInt("health_score"));
    }
}
