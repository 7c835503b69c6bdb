package lettermill.workspace;

import java.sql.Array;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import lettermill.base.Problem;
import lettermill.base.WorkspaceId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL of workspace.api_key. */
@Repository
class ApiKeys {

    private static final Logger LOG = LoggerFactory.getLogger(ApiKeys.class);

    private final JdbcClient database;
    private final Clock clock;

    ApiKeys(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    UUID insert(WorkspaceId workspace, String name, Secret secret, Set<Permission> scopes) {
        return database.sql("""
                        INSERT INTO workspace.api_key (workspace_id, name, hint, secret_hash, scopes, created_at)
                        VALUES (:workspace, :name, :hint, :hash, :scopes, :now)
                        RETURNING id
                        """)
                .param("workspace", workspace.value())
                .param("name", name)
                .param("hint", secret.hint())
                .param("hash", secret.hash())
                .param("scopes", scopes.stream().map(Enum::name).toArray(String[]::new))
                .param("now", now())
                .query(UUID.class)
                .single();
    }

    /** Whose key it is; its last use is kept to the minute, so that a busy program does not write at each call. */
    Optional<Caller.Program> find(Secret secret) {
        Optional<Caller.Program> program = database.sql(
                        "SELECT workspace_id, name, scopes FROM workspace.api_key WHERE secret_hash = :hash AND revoked_at IS NULL")
                .param("hash", secret.hash())
                .query((row, number) -> new Caller.Program(
                        new WorkspaceId(row.getObject("workspace_id", UUID.class)),
                        row.getString("name"),
                        scopes(row.getArray("scopes"))))
                .optional();
        program.ifPresent(known -> noteUse(secret));
        return program;
    }

    private void noteUse(Secret secret) {
        try {
            database.sql("""
                            UPDATE workspace.api_key SET last_used_at = :now
                            WHERE secret_hash = :hash AND (last_used_at IS NULL OR last_used_at < :minuteAgo)
                            """)
                    .param("hash", secret.hash())
                    .param("now", now())
                    .param("minuteAgo", now().minusMinutes(1))
                    .update();
        } catch (DataAccessResourceFailureException noChanges) {
            // A database that is read-only or full still lets programs read.
            LOG.debug("The use of an API key was not noted", noChanges);
        }
    }

    List<ApiKey> list(WorkspaceId workspace) {
        return database.sql("SELECT * FROM workspace.api_key WHERE workspace_id = :workspace ORDER BY created_at")
                .param("workspace", workspace.value())
                .query((row, number) -> new ApiKey(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getString("hint"),
                        scopes(row.getArray("scopes")),
                        instant(row.getObject("last_used_at", OffsetDateTime.class)),
                        instant(row.getObject("revoked_at", OffsetDateTime.class)),
                        row.getObject("created_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    void revoke(WorkspaceId workspace, UUID id) {
        int changed = database.sql("""
                        UPDATE workspace.api_key SET revoked_at = coalesce(revoked_at, :now)
                        WHERE workspace_id = :workspace AND id = :id
                        """)
                .param("workspace", workspace.value())
                .param("id", id)
                .param("now", now())
                .update();
        if (changed == 0) {
            throw new Problem.NotFound("API key", id);
        }
    }

    private static Set<Permission> scopes(Array stored) throws SQLException {
        EnumSet<Permission> scopes = EnumSet.noneOf(Permission.class);
        Arrays.stream((String[]) stored.getArray()).map(Permission::valueOf).forEach(scopes::add);
        return scopes;
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    /** A key as it is listed: never its secret. */
    record ApiKey(
            UUID id,
            String name,
            String hint,
            Set<Permission> scopes,
            @Nullable Instant lastUsedAt,
            @Nullable Instant revokedAt,
            Instant createdAt) {}
}
