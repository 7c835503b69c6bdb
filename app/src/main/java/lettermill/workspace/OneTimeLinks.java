package lettermill.workspace;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import lettermill.base.WorkspaceId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL of workspace.one_time_link: links that work once, for a while. */
@Repository
class OneTimeLinks {

    private final JdbcClient database;
    private final Clock clock;

    OneTimeLinks(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Makes a link; an older set-up link stops working. */
    Secret setUp(Duration life) {
        database.sql("DELETE FROM workspace.one_time_link WHERE purpose = 'SET_UP'")
                .update();
        return insert("SET_UP", null, null, null, null, life);
    }

    Secret signIn(UUID account, Duration life) {
        return insert("SIGN_IN", account, null, null, null, life);
    }

    Secret invitation(WorkspaceId workspace, String email, Role role, Duration life) {
        return insert("INVITATION", null, workspace, email, role, life);
    }

    private Secret insert(
            String purpose,
            @Nullable UUID account,
            @Nullable WorkspaceId workspace,
            @Nullable String email,
            @Nullable Role role,
            Duration life) {
        Secret secret = Secret.generate("");
        database.sql("""
                        INSERT INTO workspace.one_time_link (secret_hash, purpose, account_id, workspace_id, email, role, created_at, expires_at)
                        VALUES (:hash, :purpose, :account, :workspace, :email, :role, :now, :until)
                        """)
                .param("hash", secret.hash())
                .param("purpose", purpose)
                .param("account", account)
                .param("workspace", workspace == null ? null : workspace.value())
                .param("email", email)
                .param("role", role == null ? null : role.name())
                .param("now", now())
                .param("until", now().plus(life))
                .update();
        return secret;
    }

    /** A link that would work, left as it is. */
    Optional<Link> find(String purpose, Secret secret) {
        return database.sql("""
                        SELECT account_id, workspace_id, email, role FROM workspace.one_time_link
                        WHERE secret_hash = :hash AND purpose = :purpose AND used_at IS NULL AND expires_at > :now
                        """)
                .param("hash", secret.hash())
                .param("purpose", purpose)
                .param("now", now())
                .query((row, number) -> link(row))
                .optional();
    }

    /** Uses a link up; empty when it is unknown, used, expired, or for something else. */
    Optional<Link> use(String purpose, Secret secret) {
        return database.sql("""
                        UPDATE workspace.one_time_link SET used_at = :now
                        WHERE secret_hash = :hash AND purpose = :purpose AND used_at IS NULL AND expires_at > :now
                        RETURNING account_id, workspace_id, email, role
                        """)
                .param("hash", secret.hash())
                .param("purpose", purpose)
                .param("now", now())
                .query((row, number) -> link(row))
                .optional();
    }

    private static Link link(ResultSet row) throws SQLException {
        @Nullable UUID workspace = row.getObject("workspace_id", UUID.class);
        @Nullable String role = row.getString("role");
        return new Link(
                row.getObject("account_id", UUID.class),
                workspace == null ? null : new WorkspaceId(workspace),
                row.getString("email"),
                role == null ? null : Role.valueOf(role));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    /** What a used link was good for. */
    record Link(
            @Nullable UUID account,
            @Nullable WorkspaceId workspace,
            @Nullable String email,
            @Nullable Role role) {}
}
