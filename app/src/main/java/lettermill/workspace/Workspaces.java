package lettermill.workspace;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import lettermill.base.Problem;
import lettermill.base.WorkspaceId;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL of workspace.workspace and workspace.member. */
@Repository
public class Workspaces {

    private final JdbcClient database;
    private final Clock clock;

    Workspaces(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** @throws Problem.NotFound when there is no such workspace */
    public Workspace get(WorkspaceId id) {
        return database.sql("SELECT * FROM workspace.workspace WHERE id = :id")
                .param("id", id.value())
                .query(Workspaces::workspace)
                .optional()
                .orElseThrow(() -> new Problem.NotFound("workspace", id));
    }

    /** The time zones that workspaces are in, by the names that stand in their rows. */
    public Map<String, ZoneId> timezones() {
        Map<String, ZoneId> zones = new TreeMap<>();
        database.sql("SELECT DISTINCT timezone FROM workspace.workspace").query(row -> {
            zones.put(row.getString("timezone"), ZoneId.of(row.getString("timezone")));
        });
        return zones;
    }

    /** By slug, or by id. */
    Optional<WorkspaceId> find(String slugOrId) {
        return database.sql("SELECT id FROM workspace.workspace WHERE slug = :name OR id::text = :name")
                .param("name", slugOrId)
                .query((row, number) -> new WorkspaceId(row.getObject("id", UUID.class)))
                .optional();
    }

    WorkspaceId insert(WorkspaceService.NewWorkspace workspace) {
        try {
            UUID id = database.sql("""
                            INSERT INTO workspace.workspace (slug, name, timezone, postal_address, tracking_domain, created_at, updated_at)
                            VALUES (:slug, :name, :timezone, :postalAddress, :trackingDomain, :now, :now)
                            RETURNING id
                            """)
                    .param("slug", workspace.slug())
                    .param("name", workspace.name())
                    .param("timezone", workspace.timezone())
                    .param("postalAddress", workspace.postalAddress())
                    .param("trackingDomain", workspace.trackingDomain())
                    .param("now", now())
                    .query(UUID.class)
                    .single();
            return new WorkspaceId(id);
        } catch (DuplicateKeyException taken) {
            throw new Problem.Conflict("There is a workspace " + workspace.slug() + " already.");
        }
    }

    void update(Workspace workspace) {
        database.sql("""
                        UPDATE workspace.workspace
                        SET name = :name, timezone = :timezone, postal_address = :postalAddress, tracking_domain = :trackingDomain, updated_at = :now
                        WHERE id = :id
                        """)
                .param("id", workspace.id().value())
                .param("name", workspace.name())
                .param("timezone", workspace.timezone().getId())
                .param("postalAddress", workspace.postalAddress())
                .param("trackingDomain", workspace.trackingDomain())
                .param("now", now())
                .update();
    }

    Optional<Role> role(WorkspaceId workspace, UUID account) {
        return database.sql(
                        "SELECT role FROM workspace.member WHERE workspace_id = :workspace AND account_id = :account")
                .param("workspace", workspace.value())
                .param("account", account)
                .query((row, number) -> Role.valueOf(row.getString("role")))
                .optional();
    }

    List<Membership> memberships(UUID account) {
        return database.sql("""
                        SELECT w.*, m.role FROM workspace.workspace w JOIN workspace.member m ON m.workspace_id = w.id
                        WHERE m.account_id = :account ORDER BY w.name
                        """)
                .param("account", account)
                .query((row, number) -> new Membership(workspace(row, number), Role.valueOf(row.getString("role"))))
                .list();
    }

    /** The e-mail addresses of a workspace's owners. */
    public List<String> ownerAddresses(WorkspaceId workspace) {
        return database.sql("""
                        SELECT a.email FROM workspace.member m JOIN workspace.account a ON a.id = m.account_id
                        WHERE m.workspace_id = :workspace AND m.role = 'OWNER' ORDER BY a.email
                        """)
                .param("workspace", workspace.value())
                .query((row, number) -> row.getString("email"))
                .list();
    }

    List<Member> members(WorkspaceId workspace) {
        return database.sql("""
                        SELECT a.id, a.email, a.name, m.role FROM workspace.member m JOIN workspace.account a ON a.id = m.account_id
                        WHERE m.workspace_id = :workspace ORDER BY a.email
                        """)
                .param("workspace", workspace.value())
                .query((row, number) -> new Member(
                        row.getObject("id", UUID.class),
                        row.getString("email"),
                        row.getString("name"),
                        Role.valueOf(row.getString("role"))))
                .list();
    }

    void setRole(WorkspaceId workspace, UUID account, Role role) {
        database.sql("""
                        INSERT INTO workspace.member (workspace_id, account_id, role, created_at)
                        VALUES (:workspace, :account, :role, :now)
                        ON CONFLICT (workspace_id, account_id) DO UPDATE SET role = excluded.role
                        """)
                .param("workspace", workspace.value())
                .param("account", account)
                .param("role", role.name())
                .param("now", now())
                .update();
    }

    void removeMember(WorkspaceId workspace, UUID account) {
        database.sql("DELETE FROM workspace.member WHERE workspace_id = :workspace AND account_id = :account")
                .param("workspace", workspace.value())
                .param("account", account)
                .update();
    }

    /** Locks the workspace's owners, so that two requests can't each remove the other's. */
    long lockOwners(WorkspaceId workspace) {
        return database.sql("""
                        SELECT count(*) FROM (SELECT 1 FROM workspace.member WHERE workspace_id = :workspace AND role = 'OWNER' FOR UPDATE) o
                        """)
                .param("workspace", workspace.value())
                .query(Long.class)
                .single();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Workspace workspace(ResultSet row, int number) throws SQLException {
        return new Workspace(
                new WorkspaceId(row.getObject("id", UUID.class)),
                row.getString("slug"),
                row.getString("name"),
                ZoneId.of(row.getString("timezone")),
                row.getString("postal_address"),
                row.getString("tracking_domain"));
    }

    /** A workspace one belongs to. */
    record Membership(Workspace workspace, Role role) {}

    /** Somebody who belongs to a workspace. */
    record Member(UUID accountId, String email, String name, Role role) {}
}
