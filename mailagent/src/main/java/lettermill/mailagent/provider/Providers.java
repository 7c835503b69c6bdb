package lettermill.mailagent.provider;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lettermill.mailagent.secret.Secrets;
import lettermill.wire.InvalidFieldException;
import lettermill.wire.ProviderKey;
import lettermill.wire.ProviderSpec;
import lettermill.wire.SmtpProvider;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The SQL of {@code mailagent.provider}; passwords and keys are locked on the way in and unlocked on the way out. */
public final class Providers {

    /**
     * A provider as it is stored.
     *
     * @param provider with its credentials in clear
     * @param version changes with every save
     */
    public record Stored(ProviderSpec provider, long version) {}

    private final JdbcClient jdbc;
    private final Secrets secrets;
    private final Clock clock;

    public Providers(JdbcClient jdbc, Secrets secrets, Clock clock) {
        this.jdbc = jdbc;
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * Creates or replaces a provider; null credentials keep those stored before.
     *
     * @return false if the id belongs to another workspace or to a provider of another kind, and nothing was saved
     * @throws InvalidFieldException if it is a vendor and there are no credentials, neither given nor stored
     */
    public boolean save(ProviderSpec provider) {
        UUID id = provider.key().providerId();
        ProviderRow row = ProviderRow.of(provider);
        if (!(provider instanceof SmtpProvider) && row.password() == null && !isStored(id)) {
            throw new InvalidFieldException("credentials", "are missing");
        }
        return jdbc.sql("""
                                INSERT INTO mailagent.provider AS p (provider_id, workspace_id, kind, settings, host, port,
                                    security, trust, helo_name, max_connections, username, password, version,
                                    created_at, updated_at)
                                VALUES (:id, :workspace, :kind, :settings::jsonb, :host, :port,
                                    :security, :trust, :helo, :connections, coalesce(:username, ''),
                                    coalesce(:password, ''), 1, :now, :now)
                                ON CONFLICT (provider_id) DO UPDATE SET
                                    settings = excluded.settings,
                                    host = excluded.host, port = excluded.port, security = excluded.security,
                                    trust = excluded.trust, helo_name = excluded.helo_name,
                                    max_connections = excluded.max_connections,
                                    username = coalesce(:username, p.username), password = coalesce(:password, p.password),
                                    version = p.version + 1, updated_at = excluded.updated_at
                                WHERE p.workspace_id IS NOT DISTINCT FROM excluded.workspace_id AND p.kind = excluded.kind
                                """)
                        .param("id", id)
                        .param("workspace", provider.key().workspaceId(), Types.OTHER)
                        .param("kind", row.kind())
                        .param("settings", row.settings(), Types.VARCHAR)
                        .param("host", row.host(), Types.VARCHAR)
                        .param("port", row.port(), Types.INTEGER)
                        .param("security", row.security(), Types.VARCHAR)
                        .param("trust", row.trust(), Types.VARCHAR)
                        .param("helo", row.heloName(), Types.VARCHAR)
                        .param("connections", row.maxConnections())
                        .param("username", row.username(), Types.VARCHAR)
                        .param("password", locked(id, row.password()), Types.VARCHAR)
                        .param("now", Timestamp.from(clock.instant()))
                        .update()
                == 1;
    }

    private boolean isStored(UUID id) {
        return jdbc.sql("SELECT 1 FROM mailagent.provider WHERE provider_id = :id")
                .param("id", id)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    private @Nullable String locked(UUID id, @Nullable String password) {
        return password == null || password.isEmpty()
                ? password
                : secrets.lock(place(id), password.getBytes(StandardCharsets.UTF_8));
    }

    public void delete(ProviderKey key) {
        jdbc.sql("""
                        DELETE FROM mailagent.provider
                        WHERE provider_id = :id AND workspace_id IS NOT DISTINCT FROM :workspace
                        """)
                .param("id", key.providerId())
                .param("workspace", key.workspaceId(), Types.OTHER)
                .update();
    }

    /** The provider if the workspace may use it: its own, or one of the installation. */
    public Optional<Stored> find(@Nullable UUID workspaceId, UUID providerId) {
        return jdbc.sql("""
                        SELECT provider_id, workspace_id, kind, settings, host, port, security, trust, helo_name,
                            max_connections, username, password, version
                        FROM mailagent.provider
                        WHERE provider_id = :id AND (workspace_id IS NULL OR workspace_id = :workspace)
                        """)
                .param("id", providerId)
                .param("workspace", workspaceId, Types.OTHER)
                .query((row, number) -> read(row))
                .optional();
    }

    /** The servers that mail of a workspace leaves through; those of the installation where it has none of its own. */
    public List<String> hosts(UUID workspaceId) {
        return jdbc.sql("""
                        SELECT DISTINCT coalesce(
                                host, substring(settings ->> 'endpoint' FROM '^https?://(\\[[^]]*\\]|[^/:]+)')) AS host
                        FROM mailagent.provider
                        WHERE workspace_id = :workspace
                            OR (workspace_id IS NULL
                                AND NOT EXISTS (SELECT FROM mailagent.provider WHERE workspace_id = :workspace))
                        ORDER BY host
                        """)
                .param("workspace", workspaceId, Types.OTHER)
                .query((row, number) -> row.getString("host"))
                .list();
    }

    private Stored read(ResultSet row) throws SQLException {
        UUID id = row.getObject("provider_id", UUID.class);
        ProviderKey key = new ProviderKey(row.getObject("workspace_id", UUID.class), id);
        String password = row.getString("password");
        ProviderRow stored = new ProviderRow(
                row.getString("kind"),
                row.getString("settings"),
                row.getString("host"),
                row.getObject("port", Integer.class),
                row.getString("security"),
                row.getString("trust"),
                row.getString("helo_name"),
                row.getInt("max_connections"),
                row.getString("username"),
                password.isEmpty() ? "" : new String(secrets.unlock(place(id), password), StandardCharsets.UTF_8));
        return new Stored(stored.provider(key), row.getLong("version"));
    }

    /** A credential as it is stored. */
    private record Locked(UUID id, String ciphertext) {}

    /** Locks the credentials of all providers with the first key; answers how many were locked with another. */
    public int rekey() {
        List<Locked> old = jdbc
                .sql("SELECT provider_id, password FROM mailagent.provider WHERE password <> ''")
                .query((row, number) -> new Locked(row.getObject("provider_id", UUID.class), row.getString("password")))
                .list()
                .stream()
                .filter(stored -> !secrets.isCurrent(stored.ciphertext()))
                .toList();
        old.forEach(stored -> jdbc.sql("""
                        UPDATE mailagent.provider SET password = :locked
                        WHERE provider_id = :id AND password = :before
                        """)
                .param("locked", secrets.relock(place(stored.id()), stored.ciphertext()))
                .param("id", stored.id())
                .param("before", stored.ciphertext())
                .update());
        return old.size();
    }

    private static String place(UUID id) {
        return "provider " + id;
    }
}
