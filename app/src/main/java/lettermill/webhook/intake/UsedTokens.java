package lettermill.webhook.intake;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import lettermill.base.WorkspaceId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of webhook.used_token. */
@Repository
class UsedTokens {

    private final JdbcClient database;

    UsedTokens(JdbcClient database) {
        this.database = database;
    }

    /** Whether a token is used for the first time; from then on it is used. */
    boolean use(WorkspaceId workspace, UUID provider, String token, Instant now) {
        return database.sql("""
                        INSERT INTO webhook.used_token (provider_id, workspace_id, token_hash, used_at)
                        VALUES (:provider, :workspace, :hash, :now) ON CONFLICT DO NOTHING""")
                        .param("provider", provider)
                        .param("workspace", workspace.value())
                        .param("hash", hash(token))
                        .param("now", Timestamp.from(now))
                        .update()
                > 0;
    }

    /** Forgets tokens that are refused for their age anyway, of all workspaces. */
    void purge(Instant before) {
        database.sql("DELETE FROM webhook.used_token WHERE used_at < :before")
                .param("before", Timestamp.from(before))
                .update();
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
