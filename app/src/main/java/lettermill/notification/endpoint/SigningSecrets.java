package lettermill.notification.endpoint;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import lettermill.base.WorkspaceId;
import lettermill.webhook.intake.WebhookSecrets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of notification.signing_secret, and what is locked in it. */
@Repository
class SigningSecrets {

    private static final String PREFIX = "whsec_";
    private static final int OCTETS = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient database;
    private final WebhookSecrets locks;

    SigningSecrets(JdbcClient database, WebhookSecrets locks) {
        this.database = database;
        this.locks = locks;
    }

    /** Makes the secret that is in force from now on; it can't be shown again. */
    String add(WorkspaceId workspace, UUID endpoint, Instant now) {
        byte[] octets = new byte[OCTETS];
        RANDOM.nextBytes(octets);
        String secret = PREFIX + Base64.getEncoder().encodeToString(octets);
        UUID id = UUID.randomUUID();
        database.sql("""
                        INSERT INTO notification.signing_secret (id, workspace_id, endpoint_id, locked, created_at)
                        VALUES (:id, :workspace, :endpoint, :locked, :now)""")
                .param("id", id)
                .param("workspace", workspace.value())
                .param("endpoint", endpoint)
                .param("locked", locks.lock(place(id), secret))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        return secret;
    }

    /** Lets those in force sign until then only, and forgets those that ended. */
    void retire(WorkspaceId workspace, UUID endpoint, Instant at, Instant now) {
        database.sql("""
                        WITH ended AS (
                            DELETE FROM notification.signing_secret
                            WHERE endpoint_id = :endpoint AND workspace_id = :workspace AND expires_at <= :now)
                        UPDATE notification.signing_secret SET expires_at = :at
                        WHERE endpoint_id = :endpoint AND workspace_id = :workspace
                          AND (expires_at IS NULL OR expires_at > :at)""")
                .param("endpoint", endpoint)
                .param("workspace", workspace.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The keys that sign now, the newest first. */
    List<byte[]> keys(WorkspaceId workspace, UUID endpoint, Instant now) {
        return database.sql("""
                        SELECT id, locked FROM notification.signing_secret
                        WHERE endpoint_id = :endpoint AND workspace_id = :workspace
                          AND (expires_at IS NULL OR expires_at > :now)
                        ORDER BY created_at DESC, expires_at DESC NULLS FIRST""")
                .param("endpoint", endpoint)
                .param("workspace", workspace.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, number) -> key(row.getObject("id", UUID.class), row.getString("locked")))
                .list();
    }

    private byte[] key(UUID id, String locked) {
        return Base64.getDecoder().decode(locks.unlock(place(id), locked).substring(PREFIX.length()));
    }

    private static String place(UUID id) {
        return "notification.signing_secret/" + id;
    }
}
