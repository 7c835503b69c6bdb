package lettermill.mailagent.domain;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import lettermill.wire.DomainKey;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The SQL of {@code mailagent.dkim_key}. */
final class DkimKeys {

    /**
     * @param privateKey ciphertext of PKCS #8
     * @param publicKey base64 of SubjectPublicKeyInfo
     */
    record Row(String selector, String privateKey, String publicKey) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    DkimKeys(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Optional<Row> find(DomainKey domain) {
        return jdbc.sql("""
                        SELECT selector, private_key, public_key
                        FROM mailagent.dkim_key
                        WHERE workspace_id = :workspace AND domain = :domain
                        """)
                .param("workspace", domain.workspaceId())
                .param("domain", domain.domain())
                .query((row, n) -> new Row(row.getString(1), row.getString(2), row.getString(3)))
                .optional();
    }

    /** Keeps the key that is there: two processes that make one at once agree on the first. */
    void insertIfAbsent(DomainKey domain, Row key) {
        jdbc.sql("""
                        INSERT INTO mailagent.dkim_key (workspace_id, domain, selector, private_key, public_key, created_at)
                        VALUES (:workspace, :domain, :selector, :private, :public, :now)
                        ON CONFLICT (workspace_id, domain) DO NOTHING
                        """)
                .param("workspace", domain.workspaceId())
                .param("domain", domain.domain())
                .param("selector", key.selector())
                .param("private", key.privateKey())
                .param("public", key.publicKey())
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /** The keys of all workspaces. */
    Map<DomainKey, Row> all() {
        Map<DomainKey, Row> all = new HashMap<>();
        jdbc.sql("SELECT workspace_id, domain, selector, private_key, public_key FROM mailagent.dkim_key")
                .query(row -> {
                    all.put(
                            new DomainKey(row.getObject("workspace_id", UUID.class), row.getString("domain")),
                            new Row(
                                    row.getString("selector"),
                                    row.getString("private_key"),
                                    row.getString("public_key")));
                });
        return all;
    }

    /** Puts another ciphertext of the same private key in the place of the one before. */
    void relock(DomainKey domain, String before, String after) {
        jdbc.sql("""
                        UPDATE mailagent.dkim_key SET private_key = :after
                        WHERE workspace_id = :workspace AND domain = :domain AND private_key = :before
                        """)
                .param("workspace", domain.workspaceId())
                .param("domain", domain.domain())
                .param("before", before)
                .param("after", after)
                .update();
    }

    void delete(DomainKey domain) {
        jdbc.sql("DELETE FROM mailagent.dkim_key WHERE workspace_id = :workspace AND domain = :domain")
                .param("workspace", domain.workspaceId())
                .param("domain", domain.domain())
                .update();
    }
}
