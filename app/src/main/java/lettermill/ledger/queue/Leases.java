package lettermill.ledger.queue;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of ledger.lease, and of what becomes of a dead owner's messages. */
@Repository
class Leases {

    private final JdbcClient database;

    Leases(JdbcClient database) {
        this.database = database;
    }

    void renew(UUID owner, Instant until) {
        database.sql("""
                        INSERT INTO ledger.lease (owner, valid_until) VALUES (:owner, :until)
                        ON CONFLICT (owner) DO UPDATE SET valid_until = EXCLUDED.valid_until""")
                .param("owner", owner)
                .param("until", Timestamp.from(until))
                .update();
    }

    void end(UUID owner) {
        database.sql("DELETE FROM ledger.lease WHERE owner = :owner")
                .param("owner", owner)
                .update();
    }

    /**
     * Takes messages back from owners that no longer say they live: what was only claimed waits again, what was handed
     * over is unknown, and a test that was not handed over has failed. What facts are known about has left and is done.
     *
     * @return how many are unknown now
     */
    int takeOver(Instant now) {
        return database.sql("""
                        WITH dead AS (
                            SELECT m.id, m.phase FROM ledger.message m
                            WHERE m.phase IN ('CLAIMED', 'HANDED')
                              AND NOT EXISTS (SELECT 1 FROM ledger.lease l
                                              WHERE l.owner = m.lease_owner AND l.valid_until > :now)
                            ORDER BY m.id
                            FOR UPDATE SKIP LOCKED),
                        changed AS (
                            UPDATE ledger.message m
                            SET phase = CASE WHEN m.status <> 'PENDING' THEN 'DONE'
                                             WHEN dead.phase = 'HANDED' THEN 'UNKNOWN'
                                             WHEN m.kind = 'TEST' THEN 'DONE' ELSE 'WAITING' END,
                                status = CASE WHEN m.status = 'PENDING' AND dead.phase = 'CLAIMED' AND m.kind = 'TEST' THEN 'FAILED'
                                              ELSE m.status END,
                                reason = CASE WHEN m.status <> 'PENDING' THEN m.reason
                                              WHEN dead.phase = 'HANDED' THEN 'INTERRUPTED'
                                              WHEN m.kind = 'TEST' THEN 'NOT_SENT' ELSE m.reason END,
                                lease_owner = NULL, next_attempt_at = :now, updated_at = :now
                            FROM dead WHERE m.id = dead.id
                            RETURNING m.phase),
                        gone AS (DELETE FROM ledger.lease WHERE valid_until <= :now)
                        SELECT count(*) FILTER (WHERE phase = 'UNKNOWN') FROM changed""")
                .param("now", Timestamp.from(now))
                .query(Integer.class)
                .single();
    }
}
