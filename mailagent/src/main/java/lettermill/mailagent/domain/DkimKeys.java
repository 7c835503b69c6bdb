package lettermill.mailagent.domain;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import lettermill.wire.DomainKey;
import lettermill.wire.MailAgent;
import lettermill.wire.domain.Selector.Algorithm;
import lettermill.wire.domain.Selector.Stage;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The SQL of {@code mailagent.dkim_key}. Every change asks for the stage it starts from, so that two processes may make it at once. */
final class DkimKeys {

    /**
     * @param privateKey ciphertext of PKCS #8; null when it is erased
     * @param publicKey base64 of SubjectPublicKeyInfo
     */
    record Row(
            String selector,
            Algorithm algorithm,
            Stage stage,
            @Nullable String privateKey,
            String publicKey,
            @Nullable Instant keepUntil) {

        boolean is(Algorithm wanted, Stage at) {
            return algorithm == wanted && stage == at;
        }
    }

    /** A ciphertext and whose it is. */
    record Locked(DomainKey domain, String privateKey) {}

    private static final String OF_DOMAIN = " WHERE workspace_id = :workspace AND domain = :domain ";

    private final JdbcClient jdbc;
    private final Clock clock;

    DkimKeys(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The newest first. */
    List<Row> list(DomainKey domain) {
        return of(domain, "SELECT * FROM mailagent.dkim_key" + OF_DOMAIN + "ORDER BY created_at DESC, selector")
                .query((row, n) -> row(row))
                .list();
    }

    /** Keeps the key of that stage which is there: two processes that make one at once agree on the first. */
    void insertIfAbsent(DomainKey domain, Row key) {
        of(domain, """
                        INSERT INTO mailagent.dkim_key
                            (workspace_id, domain, selector, algorithm, stage, private_key, public_key, created_at)
                        VALUES (:workspace, :domain, :selector, :algorithm, :stage, :private, :public, :now)
                        ON CONFLICT (workspace_id, domain, algorithm, stage) WHERE stage IN ('WAITING', 'SIGNING') DO NOTHING
                        """)
                .param("selector", key.selector())
                .param("algorithm", key.algorithm().name())
                .param("stage", key.stage().name())
                .param("private", key.privateKey())
                .param("public", key.publicKey())
                .param("now", now())
                .update();
    }

    /**
     * Lets a key that waits sign, and retires the one before it. The count makes the database retire that one first: no two may
     * sign, not even within the statement.
     */
    void promote(DomainKey domain, Row key) {
        of(domain, """
                        WITH before AS (
                            UPDATE mailagent.dkim_key SET stage = 'RETIRED', keep_until = :until
                            WHERE workspace_id = :workspace AND domain = :domain AND algorithm = :algorithm AND stage = 'SIGNING'
                                AND EXISTS (SELECT 1 FROM mailagent.dkim_key
                                    WHERE workspace_id = :workspace AND domain = :domain AND selector = :selector AND stage = 'WAITING')
                            RETURNING 1)
                        UPDATE mailagent.dkim_key SET stage = 'SIGNING'
                        WHERE workspace_id = :workspace AND domain = :domain AND selector = :selector AND stage = 'WAITING'
                            AND (SELECT count(*) FROM before) >= 0
                        """)
                .param("selector", key.selector())
                .param("algorithm", key.algorithm().name())
                .param("until", until())
                .update();
    }

    /** A key that signs waits for its record again, or retires where a successor waits for its own already. */
    void suspend(DomainKey domain, Row key) {
        of(domain, """
                        UPDATE mailagent.dkim_key AS k SET (stage, keep_until) = (
                            SELECT CASE WHEN count(*) = 0 THEN 'WAITING' ELSE 'RETIRED' END,
                                CASE WHEN count(*) > 0 THEN :until::timestamptz END
                            FROM mailagent.dkim_key AS w
                            WHERE w.workspace_id = k.workspace_id AND w.domain = k.domain AND w.algorithm = k.algorithm
                                AND w.stage = 'WAITING')
                        WHERE workspace_id = :workspace AND domain = :domain AND selector = :selector AND stage = 'SIGNING'
                        """)
                .param("selector", key.selector())
                .param("until", until())
                .update();
    }

    /** Ends the use of a kind of key; one that never signed leaves nothing behind. */
    void retire(DomainKey domain, Algorithm algorithm) {
        of(domain, "DELETE FROM mailagent.dkim_key" + OF_DOMAIN + "AND algorithm = :algorithm AND stage = 'WAITING'")
                .param("algorithm", algorithm.name())
                .update();
        of(
                        domain,
                        "UPDATE mailagent.dkim_key SET stage = 'RETIRED', keep_until = :until" + OF_DOMAIN
                                + "AND algorithm = :algorithm AND stage = 'SIGNING'")
                .param("algorithm", algorithm.name())
                .param("until", until())
                .update();
    }

    /** Erases the private keys that mail on its way needs no more. */
    void erase(DomainKey domain) {
        of(
                        domain,
                        "UPDATE mailagent.dkim_key SET stage = 'ERASED', private_key = NULL" + OF_DOMAIN
                                + "AND stage = 'RETIRED' AND keep_until <= :now")
                .param("now", now())
                .update();
    }

    /** Forgets an erased key, whose record is gone. */
    void forget(DomainKey domain, Row key) {
        of(domain, "DELETE FROM mailagent.dkim_key" + OF_DOMAIN + "AND selector = :selector AND stage = 'ERASED'")
                .param("selector", key.selector())
                .update();
    }

    /** The private keys of all workspaces. */
    List<Locked> locked() {
        return jdbc.sql(
                        "SELECT workspace_id, domain, private_key FROM mailagent.dkim_key WHERE private_key IS NOT NULL")
                .query((row, n) -> new Locked(
                        new DomainKey(row.getObject("workspace_id", UUID.class), row.getString("domain")),
                        row.getString("private_key")))
                .list();
    }

    /** Puts another ciphertext of the same private key in the place of the one before. */
    void relock(Locked before, String after) {
        of(
                        before.domain(),
                        "UPDATE mailagent.dkim_key SET private_key = :after" + OF_DOMAIN + "AND private_key = :before")
                .param("before", before.privateKey())
                .param("after", after)
                .update();
    }

    void delete(DomainKey domain) {
        of(domain, "DELETE FROM mailagent.dkim_key" + OF_DOMAIN).update();
    }

    private JdbcClient.StatementSpec of(DomainKey domain, String sql) {
        return jdbc.sql(sql).param("workspace", domain.workspaceId()).param("domain", domain.domain());
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private Timestamp until() {
        return Timestamp.from(clock.instant().plus(MailAgent.KEEP_RETIRED));
    }

    private static Row row(ResultSet row) throws SQLException {
        Timestamp keepUntil = row.getTimestamp("keep_until");
        return new Row(
                row.getString("selector"),
                Algorithm.valueOf(row.getString("algorithm")),
                Stage.valueOf(row.getString("stage")),
                row.getString("private_key"),
                row.getString("public_key"),
                keepUntil == null ? null : keepUntil.toInstant());
    }
}
