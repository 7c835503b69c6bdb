package lettermill.sender;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import lettermill.base.Problem;
import lettermill.base.WorkspaceId;
import lettermill.ledger.Columns;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** SQL of sender.domain. */
@Repository
class Domains {

    private final JdbcClient database;
    private final JsonMapper json;

    Domains(JdbcClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    void insert(WorkspaceId workspace, UUID id, DomainRequest request, Host host, DnsRecords records, Instant now) {
        try {
            database.sql("""
                            INSERT INTO sender.domain (id, workspace_id, domain, subdomain, host, status, dns_records,
                                configured_limit, default_from_name, default_reply_to, is_default, created_at, updated_at)
                            VALUES (:id, :workspace, :domain, :subdomain, :host, 'PENDING', :records::jsonb, :dailyLimit,
                                :fromName, :replyTo, :isDefault, :now, :now)""")
                    .param("id", id)
                    .param("workspace", workspace.value())
                    .param("domain", host.domain())
                    .param("subdomain", host.subdomain())
                    .param("host", host.name())
                    .param("records", json.writeValueAsString(records))
                    .param("dailyLimit", request.dailyLimit())
                    .param("fromName", request.defaultFromName())
                    .param("replyTo", request.defaultReplyTo())
                    .param("isDefault", request.isDefault())
                    .param("now", Timestamp.from(now))
                    .update();
        } catch (DuplicateKeyException taken) {
            throw new Problem.Conflict("The domain " + host.name() + " is here already.");
        }
    }

    void update(WorkspaceId workspace, UUID id, DomainRequest.Changes changes, Instant now) {
        database.sql("""
                        UPDATE sender.domain
                        SET configured_limit = :dailyLimit, default_from_name = :fromName, default_reply_to = :replyTo,
                            is_default = COALESCE(:isDefault, is_default), updated_at = :now
                        WHERE id = :id AND workspace_id = :workspace""")
                .param("id", id)
                .param("workspace", workspace.value())
                .param("dailyLimit", changes.dailyLimit())
                .param("fromName", changes.defaultFromName())
                .param("replyTo", changes.defaultReplyTo())
                .param("isDefault", changes.isDefault())
                .param("now", Timestamp.from(now))
                .update();
    }

    void override(WorkspaceId workspace, UUID id, SendingDomain.Override override) {
        database.sql("""
                        UPDATE sender.domain
                        SET override_by = :by, override_reason = :reason, override_at = :at, updated_at = :at
                        WHERE id = :id AND workspace_id = :workspace""")
                .param("id", id)
                .param("workspace", workspace.value())
                .param("by", override.by())
                .param("reason", override.reason())
                .param("at", Timestamp.from(override.at()))
                .update();
    }

    void endOverride(WorkspaceId workspace, UUID id, Instant now) {
        database.sql("""
                        UPDATE sender.domain
                        SET override_by = NULL, override_reason = NULL, override_at = NULL, updated_at = :now
                        WHERE id = :id AND workspace_id = :workspace""")
                .param("id", id)
                .param("workspace", workspace.value())
                .param("now", Timestamp.from(now))
                .update();
    }

    void clearDefault(WorkspaceId workspace) {
        database.sql("UPDATE sender.domain SET is_default = false WHERE workspace_id = :workspace AND is_default")
                .param("workspace", workspace.value())
                .update();
    }

    boolean delete(WorkspaceId workspace, UUID id) {
        return database.sql("DELETE FROM sender.domain WHERE id = :id AND workspace_id = :workspace")
                        .param("id", id)
                        .param("workspace", workspace.value())
                        .update()
                > 0;
    }

    /** The default first, then by name. */
    List<SendingDomain> list(WorkspaceId workspace) {
        return database.sql("""
                        SELECT * FROM sender.domain WHERE workspace_id = :workspace ORDER BY is_default DESC, host""")
                .param("workspace", workspace.value())
                .query((row, number) -> domain(row))
                .list();
    }

    Optional<SendingDomain> find(WorkspaceId workspace, UUID id) {
        return database.sql("SELECT * FROM sender.domain WHERE id = :id AND workspace_id = :workspace")
                .param("id", id)
                .param("workspace", workspace.value())
                .query((row, number) -> domain(row))
                .optional();
    }

    /**
     * Counts sends against the day's caps before they happen. A counter of an earlier day starts anew. Rows are locked in the order
     * of their ids, so that nobody waits for one who waits for him.
     *
     * @param wanted by domain
     * @return how many each cap leaves, at most what was wanted; domains that are gone are missing
     */
    Map<UUID, Integer> reserve(WorkspaceId workspace, Map<UUID, Integer> wanted, LocalDate today) {
        List<Map.Entry<UUID, Integer>> rows = List.copyOf(wanted.entrySet());
        UUID[] ids = rows.stream().map(Map.Entry::getKey).toArray(UUID[]::new);
        if (ids.length > 1) {
            database.sql(
                            "SELECT FROM sender.domain WHERE id = ANY(:ids) AND workspace_id = :workspace ORDER BY id FOR UPDATE")
                    .param("ids", ids)
                    .param("workspace", workspace.value())
                    .query(row -> {});
        }
        Map<UUID, Integer> granted = new HashMap<>();
        database.sql("""
                        UPDATE sender.domain
                        SET daily_sent = CASE WHEN daily_date >= :today THEN daily_sent ELSE 0 END
                                + GREATEST(0, LEAST(w.wanted, COALESCE(daily_limit, 2000000000)
                                    - CASE WHEN daily_date >= :today THEN daily_sent ELSE 0 END)),
                            daily_date = GREATEST(daily_date, :today)
                        FROM unnest(:ids, :wanted::integer[]) AS w (id, wanted)
                        WHERE domain.id = w.id AND workspace_id = :workspace
                        RETURNING domain.id,
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

    /** Takes back what was reserved for a day and did not leave. */
    void giveBack(WorkspaceId workspace, UUID id, int count, LocalDate day) {
        database.sql("""
                        UPDATE sender.domain SET daily_sent = GREATEST(0, daily_sent - :count)
                        WHERE id = :id AND workspace_id = :workspace AND daily_date = :day""")
                .param("id", id)
                .param("workspace", workspace.value())
                .param("count", count)
                .param("day", day)
                .update();
    }

    private SendingDomain domain(ResultSet row) throws SQLException {
        Timestamp overrideAt = row.getTimestamp("override_at");
        return new SendingDomain(
                row.getObject("id", UUID.class),
                new WorkspaceId(row.getObject("workspace_id", UUID.class)),
                row.getString("domain"),
                row.getString("subdomain"),
                row.getString("host"),
                DomainStatus.valueOf(row.getString("status")),
                json.readValue(row.getString("dns_records"), DnsRecords.class),
                instant(row, "checked_at"),
                instant(row, "next_check_at"),
                instant(row, "lacking_since"),
                overrideAt == null
                        ? null
                        : new SendingDomain.Override(
                                row.getString("override_by"), row.getString("override_reason"), overrideAt.toInstant()),
                row.getObject("configured_limit", Integer.class),
                row.getObject("daily_limit", Integer.class),
                row.getInt("daily_sent"),
                row.getObject("daily_date", LocalDate.class),
                SendingDomain.WarmingStatus.valueOf(row.getString("warming_status")),
                row.getObject("warming_schedule_id", UUID.class),
                instant(row, "warming_started_at"),
                row.getObject("warming_day", Integer.class),
                pause(row),
                instant(row, "resumed_at"),
                row.getString("default_from_name"),
                row.getString("default_reply_to"),
                row.getInt("health_score"),
                HealthStatus.valueOf(row.getString("health_status")),
                scores(row.getString("mailbox_scores")),
                row.getBoolean("is_default"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant());
    }

    private Map<String, Integer> scores(String stored) {
        return stored.equals("{}") ? Map.of() : json.readValue(stored, new TypeReference<Map<String, Integer>>() {});
    }

    private static SendingDomain.@Nullable Pause pause(ResultSet row) throws SQLException {
        Timestamp at = row.getTimestamp("paused_at");
        return at == null
                ? null
                : new SendingDomain.Pause(at.toInstant(), row.getString("paused_by"), row.getString("pause_reason"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
