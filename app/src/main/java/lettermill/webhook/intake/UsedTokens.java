package lettermill.webhook.intake;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import lettermill.base.WorkspaceId;
import lettermill.webhook.intake.CallbackRecorder.Taken;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of webhook.used_token. */
@Repository
class UsedTokens {

    private final JdbcClient database;

    /** A provider's token by the hash of it, in hexadecimal. */
    private record Token(UUID provider, String hash) {}

    UsedTokens(JdbcClient database) {
        this.database = database;
    }

    /**
     * The callbacks, in their order, without those whose token was used before, here or by one in front; from now on all
     * their tokens are used.
     */
    List<Taken> accept(WorkspaceId workspace, List<Taken> callbacks, Instant now) {
        Map<Token, Taken> firsts = new LinkedHashMap<>();
        for (Taken each : callbacks) {
            if (each.once() != null) {
                firsts.putIfAbsent(new Token(each.provider(), hash(each.once())), each);
            }
        }
        if (firsts.isEmpty()) {
            return callbacks;
        }
        Set<Taken> fresh = Collections.newSetFromMap(new IdentityHashMap<>());
        use(workspace, firsts.keySet(), now).forEach(token -> fresh.add(firsts.get(token)));
        return callbacks.stream()
                .filter(each -> each.once() == null || fresh.contains(each))
                .toList();
    }

    /** Those that are used for the first time. */
    private List<Token> use(WorkspaceId workspace, Collection<Token> tokens, Instant now) {
        return database.sql("""
                        INSERT INTO webhook.used_token (provider_id, workspace_id, token_hash, used_at)
                        SELECT provider_id, :workspace, decode(hash, 'hex'), :now
                        FROM unnest(:providers::uuid[], :hashes::text[]) AS t (provider_id, hash)
                        ORDER BY provider_id, hash
                        ON CONFLICT DO NOTHING
                        RETURNING provider_id, encode(token_hash, 'hex') AS hash""")
                .param("workspace", workspace.value())
                .param("providers", tokens.stream().map(Token::provider).toArray(UUID[]::new))
                .param("hashes", tokens.stream().map(Token::hash).toArray(String[]::new))
                .param("now", Timestamp.from(now))
                .query((row, number) -> new Token(row.getObject("provider_id", UUID.class), row.getString("hash")))
                .list();
    }

    /** Forgets tokens that are refused for their age anyway, of all workspaces. */
    void purge(Instant before) {
        database.sql("DELETE FROM webhook.used_token WHERE used_at < :before")
                .param("before", Timestamp.from(before))
                .update();
    }

    private static String hash(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
