package lettermill.mailagent.provider;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import lettermill.mailagent.secret.Secrets;
import lettermill.wire.ProviderKey;
import lettermill.wire.SmtpProvider;
import lettermill.wire.SmtpProvider.Credentials;
import lettermill.wire.SmtpProvider.Endpoint;
import lettermill.wire.SmtpProvider.Security;
import lettermill.wire.SmtpProvider.Trust;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The SQL of {@code mailagent.provider}; passwords are locked on the way in and unlocked on the way out. */
public final class Providers {

    /**
     * A provider as it is stored.
     *
     * @param credentials in clear
     * @param version changes with every save
     */
    public record Stored(SmtpProvider provider, Credentials credentials, long version) {}

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
     * @return false if the id belongs to another workspace, and nothing was saved
     */
    public boolean save(SmtpProvider provider) {
        UUID id = provider.key().providerId();
        Credentials credentials = provider.credentials();
        return jdbc.sql("""
                                INSERT INTO mailagent.provider AS p (provider_id, workspace_id, host, port, security, trust,
                                    helo_name, max_connections, username, password, version, created_at, updated_at)
                                VALUES (:id, :workspace, :host, :port, :security, :trust,
                                    :helo, :connections, coalesce(:username, ''), coalesce(:password, ''), 1, :now, :now)
                                ON CONFLICT (provider_id) DO UPDATE SET
                                    host = excluded.host, port = excluded.port, security = excluded.security,
                                    trust = excluded.trust, helo_name = excluded.helo_name,
                                    max_connections = excluded.max_connections,
                                    username = coalesce(:username, p.username), password = coalesce(:password, p.password),
                                    version = p.version + 1, updated_at = excluded.updated_at
                                WHERE p.workspace_id IS NOT DISTINCT FROM excluded.workspace_id
                                """)
                        .param("id", id)
                        .param("workspace", provider.key().workspaceId(), Types.OTHER)
                        .param("host", provider.endpoint().host())
                        .param("port", provider.endpoint().port())
                        .param("security", provider.endpoint().security().name())
                        .param("trust", provider.endpoint().trust().name())
                        .param("helo", provider.heloName())
                        .param("connections", provider.maxConnections())
                        .param("username", credentials == null ? null : credentials.username(), Types.VARCHAR)
                        .param("password", credentials == null ? null : lock(id, credentials), Types.VARCHAR)
                        .param("now", Timestamp.from(clock.instant()))
                        .update()
                == 1;
    }

    private String lock(UUID id, Credentials credentials) {
        return credentials.password().isEmpty()
                ? ""
                : secrets.lock(place(id), credentials.password().getBytes(StandardCharsets.UTF_8));
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
                        SELECT provider_id, workspace_id, host, port, security, trust, helo_name, max_connections,
                            username, password, version
                        FROM mailagent.provider
                        WHERE provider_id = :id AND (workspace_id IS NULL OR workspace_id = :workspace)
                        """)
                .param("id", providerId)
                .param("workspace", workspaceId, Types.OTHER)
                .query(this::read)
                .optional();
    }

    private Stored read(ResultSet row, int number) throws SQLException {
        UUID id = row.getObject("provider_id", UUID.class);
        SmtpProvider provider = new SmtpProvider(
                new ProviderKey(row.getObject("workspace_id", UUID.class), id),
                new Endpoint(
                        row.getString("host"),
                        row.getInt("port"),
                        Security.valueOf(row.getString("security")),
                        Trust.valueOf(row.getString("trust"))),
                null,
                row.getInt("max_connections"),
                row.getString("helo_name"));
        return new Stored(
                provider, unlock(id, row.getString("username"), row.getString("password")), row.getLong("version"));
    }

    private Credentials unlock(UUID id, String username, String locked) {
        return locked.isEmpty()
                ? Credentials.NONE
                : new Credentials(username, new String(secrets.unlock(place(id), locked), StandardCharsets.UTF_8));
    }

    private static String place(UUID id) {
        return "provider " + id;
    }
}
