package lettermill.sender.share;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import lettermill.base.WorkspaceId;
import lettermill.ledger.Columns;
import lettermill.ledger.outcome.Origin;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of sender.mailbox_share. */
@Repository
class MailboxShares {

    private final JdbcClient database;

    MailboxShares(JdbcClient database) {
        this.database = database;
    }

    /** By origin and name. */
    List<MailboxShare> list(WorkspaceId workspace) {
        return database.sql("""
                        SELECT * FROM sender.mailbox_share WHERE workspace_id = :workspace ORDER BY origin_id, mailbox_provider""")
                .param("workspace", workspace.value())
                .query((row, number) -> share(row))
                .list();
    }

    /** Those of domains before those of addresses, as they are reserved. */
    void lock(Collection<UUID> origins) {
        database.sql("""
                        SELECT id FROM sender.mailbox_share WHERE origin_id = ANY(:origins::uuid[])
                        ORDER BY domain_id IS NULL, id FOR UPDATE""")
                .param("origins", Columns.texts(origins, id -> id))
                .query(UUID.class)
                .list();
    }

    private record Cap(ShareCaps of, String name, int limit) {
        @Nullable
        UUID id(Origin.Kind kind) {
            return of.origin().kind() == kind ? of.origin().id() : null;
        }
    }

    /** Ends the caps that are not named any more and sets all others; what was counted today stays counted. */
    void write(List<ShareCaps> all) {
        List<Cap> rows = new ArrayList<>();
        all.forEach(caps -> caps.caps().forEach((name, limit) -> rows.add(new Cap(caps, name, limit))));
        database.sql("""
                        DELETE FROM sender.mailbox_share m
                        WHERE origin_id = ANY(:origins::uuid[]) AND NOT EXISTS (
                            SELECT FROM unnest(:rowOrigins::uuid[], :names::text[]) AS n (origin_id, name)
                            WHERE n.origin_id = m.origin_id AND n.name = m.mailbox_provider)""")
                .param("origins", Columns.texts(all, caps -> caps.origin().id()))
                .param(
                        "rowOrigins",
                        Columns.texts(rows, row -> row.of().origin().id()))
                .param("names", Columns.texts(rows, Cap::name))
                .update();
        database.sql("""
                        INSERT INTO sender.mailbox_share (id, workspace_id, domain_id, ip_id, mailbox_provider, daily_limit)
                        SELECT gen_random_uuid(), n.* FROM unnest(:workspaces::uuid[], :domains::uuid[], :ips::uuid[],
                            :names::text[], :limits::integer[]) AS n
                        ON CONFLICT (origin_id, mailbox_provider) DO UPDATE SET daily_limit = excluded.daily_limit""")
                .param("workspaces", Columns.texts(rows, row -> row.of().workspace()))
                .param("domains", Columns.texts(rows, row -> row.id(Origin.Kind.DOMAIN)))
                .param("ips", Columns.texts(rows, row -> row.id(Origin.Kind.IP)))
                .param("names", Columns.texts(rows, Cap::name))
                .param("limits", Columns.integers(rows, Cap::limit))
                .update();
    }

    /** Counts sends before they happen, as {@code Domains} does. */
    Map<UUID, Integer> reserve(WorkspaceId workspace, Map<UUID, Integer> wanted, LocalDate today) {
        List<Map.Entry<UUID, Integer>> rows = List.copyOf(wanted.entrySet());
        UUID[] ids = rows.stream().map(Map.Entry::getKey).toArray(UUID[]::new);
        database.sql("""
                        SELECT FROM sender.mailbox_share WHERE id = ANY(:ids) AND workspace_id = :workspace
                        ORDER BY id FOR UPDATE""")
                .param("ids", ids)
                .param("workspace", workspace.value())
                .query(row -> {});
        Map<UUID, Integer> granted = new HashMap<>();
        database.sql("""
                        UPDATE sender.mailbox_share
                        SET daily_sent = CASE WHEN daily_date >= :today THEN daily_sent ELSE 0 END
                                + GREATEST(0, LEAST(w.wanted,
                                    daily_limit - CASE WHEN daily_date >= :today THEN daily_sent ELSE 0 END)),
                            daily_date = GREATEST(daily_date, :today)
                        FROM unnest(:ids, :wanted::integer[]) AS w (id, wanted)
                        WHERE mailbox_share.id = w.id AND workspace_id = :workspace
                        RETURNING mailbox_share.id,
                            new.daily_sent - CASE WHEN old.daily_date >= :today THEN old.daily_sent ELSE 0 END AS granted""")
                .param("ids", ids)
                .param("workspace", workspace.value())
                .param("wanted", Columns.integers(rows, Map.Entry::getValue))
                .param("today", today)
                .query(row -> {
                    granted.put(row.getObject("id", UUID.class), row.getInt("granted"));
                });
        return granted;
    }

    void giveBack(WorkspaceId workspace, UUID id, int count, LocalDate day) {
        database.sql("""
                        UPDATE sender.mailbox_share SET daily_sent = GREATEST(0, daily_sent - :count)
                        WHERE id = :id AND workspace_id = :workspace AND daily_date = :day""")
                .param("id", id)
                .param("workspace", workspace.value())
                .param("count", count)
                .param("day", day)
                .update();
    }

    private static MailboxShare share(ResultSet row) throws SQLException {
        return new MailboxShare(
                row.getObject("id", UUID.class),
                row.getObject("origin_id", UUID.class),
                row.getString("mailbox_provider"),
                row.getInt("daily_limit"),
                row.getInt("daily_sent"),
                row.getObject("daily_date", LocalDate.class));
    }
}
