package lettermill.webhook.intake;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lettermill.base.WorkspaceId;
import lettermill.provider.ProviderType;
import lettermill.webhook.WebhookCredential;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** SQL of webhook.credential. */
@Repository
class Credentials {

    private static final String COLUMNS =
            "SELECT workspace_id, provider_id, vendor, locked FROM webhook.credential WHERE ";

    private final JdbcClient database;
    private final WebhookSecrets secrets;
    private final JsonMapper json;

    Credentials(JdbcClient database, WebhookSecrets secrets, JsonMapper json) {
        this.database = database;
        this.secrets = secrets;
        this.json = json;
    }

    void save(Registration registration, Instant now) {
        String locked =
                secrets.lock(place(registration.provider()), json.writeValueAsString(registration.credential()));
        database.sql("""
                        INSERT INTO webhook.credential (provider_id, workspace_id, vendor, locked, created_at, updated_at)
                        VALUES (:provider, :workspace, :vendor, :locked, :now, :now)
                        ON CONFLICT (provider_id) DO UPDATE SET locked = EXCLUDED.locked, updated_at = EXCLUDED.updated_at
                        WHERE webhook.credential.workspace_id = EXCLUDED.workspace_id""")
                .param("provider", registration.provider())
                .param("workspace", registration.workspace().value())
                .param("vendor", registration.vendor().name())
                .param("locked", locked)
                .param("now", Timestamp.from(now))
                .update();
    }

    Optional<Registration> find(WorkspaceId workspace, UUID provider) {
        return database.sql(COLUMNS + "provider_id = :provider AND workspace_id = :workspace")
                .param("provider", provider)
                .param("workspace", workspace.value())
                .query((row, number) -> registration(row))
                .optional();
    }

    /** Takes no workspace, because it finds it: a vendor's callback names a provider, and the row says whose it is. */
    Optional<Registration> ofProvider(ProviderType vendor, UUID provider) {
        return database.sql(COLUMNS + "provider_id = :provider AND vendor = :vendor")
                .param("provider", provider)
                .param("vendor", vendor.name())
                .query((row, number) -> registration(row))
                .optional();
    }

    /** Takes no workspace, because it finds it: a callback to a vendor's bare path names nobody but by its proof. */
    List<Registration> ofVendor(ProviderType vendor, int limit) {
        return database.sql(COLUMNS + "vendor = :vendor ORDER BY created_at, provider_id LIMIT :limit")
                .param("vendor", vendor.name())
                .param("limit", limit)
                .query((row, number) -> registration(row))
                .list();
    }

    boolean delete(WorkspaceId workspace, UUID provider) {
        return database.sql(
                                "DELETE FROM webhook.credential WHERE provider_id = :provider AND workspace_id = :workspace")
                        .param("provider", provider)
                        .param("workspace", workspace.value())
                        .update()
                > 0;
    }

    private Registration registration(ResultSet row) throws SQLException {
        UUID provider = row.getObject("provider_id", UUID.class);
        return new Registration(
                new WorkspaceId(row.getObject("workspace_id", UUID.class)),
                provider,
                ProviderType.valueOf(row.getString("vendor")),
                json.readValue(secrets.unlock(place(provider), row.getString("locked")), WebhookCredential.class));
    }

    private static String place(UUID provider) {
        return "webhook of provider " + provider;
    }
}
