package lettermill.sender;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lettermill.base.EmailAddress;
import lettermill.base.Problem;
import lettermill.base.WorkspaceId;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of sender.identity. */
@Repository
class Identities {

    private final JdbcClient database;

    Identities(JdbcClient database) {
        this.database = database;
    }

    UUID insert(SendingDomain domain, EmailAddress email, IdentityRequest request, Instant now) {
        UUID id = UUID.randomUUID();
        try {
            database.sql("""
                            INSERT INTO sender.identity (id, workspace_id, domain_id, email, email_key, display_name,
                                reply_to, is_default, created_at, updated_at)
                            VALUES (:id, :workspace, :domain, :email, :key, :name, :replyTo, :isDefault, :now, :now)""")
                    .param("id", id)
                    .param("workspace", domain.workspaceId().value())
                    .param("domain", domain.id())
                    .param("email", email.display())
                    .param("key", email.key())
                    .param("name", request.displayName())
                    .param("replyTo", request.replyTo())
                    .param("isDefault", request.isDefault())
                    .param("now", Timestamp.from(now))
                    .update();
            return id;
        } catch (DuplicateKeyException taken) {
            throw new Problem.Conflict("There is an identity " + email.display() + " already.");
        }
    }

    void update(WorkspaceId workspace, UUID id, IdentityRequest.Changes changes, Instant now) {
        database.sql("""
                        UPDATE sender.identity
                        SET display_name = :name, reply_to = :replyTo, is_default = COALESCE(:isDefault, is_default),
                            updated_at = :now
                        WHERE id = :id AND workspace_id = :workspace""")
                .param("id", id)
                .param("workspace", workspace.value())
                .param("name", changes.displayName())
                .param("replyTo", changes.replyTo())
                .param("isDefault", changes.isDefault())
                .param("now", Timestamp.from(now))
                .update();
    }

    void clearDefault(WorkspaceId workspace, UUID domain) {
        database.sql("""
                        UPDATE sender.identity SET is_default = false
                        WHERE workspace_id = :workspace AND domain_id = :domain AND is_default""")
                .param("workspace", workspace.value())
                .param("domain", domain)
                .update();
    }

    boolean delete(WorkspaceId workspace, UUID id) {
        return database.sql("DELETE FROM sender.identity WHERE id = :id AND workspace_id = :workspace")
                        .param("id", id)
                        .param("workspace", workspace.value())
                        .update()
                > 0;
    }

    /** Those of the default domain first, and of each domain its default first. */
    List<SendingIdentity> list(WorkspaceId workspace) {
        return database.sql("""
                        SELECT i.* FROM sender.identity i JOIN sender.domain d ON d.id = i.domain_id
                        WHERE i.workspace_id = :workspace
                        ORDER BY d.is_default DESC, d.host, i.is_default DESC, i.created_at, i.id""")
                .param("workspace", workspace.value())
                .query((row, number) -> identity(row))
                .list();
    }

    Optional<SendingIdentity> find(WorkspaceId workspace, UUID id) {
        return database.sql("SELECT * FROM sender.identity WHERE id = :id AND workspace_id = :workspace")
                .param("id", id)
                .param("workspace", workspace.value())
                .query((row, number) -> identity(row))
                .optional();
    }

    private static SendingIdentity identity(ResultSet row) throws SQLException {
        return new SendingIdentity(
                row.getObject("id", UUID.class),
                new WorkspaceId(row.getObject("workspace_id", UUID.class)),
                row.getObject("domain_id", UUID.class),
                row.getString("email"),
                row.getString("display_name"),
                row.getString("reply_to"),
                row.getBoolean("is_default"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant());
    }
}
