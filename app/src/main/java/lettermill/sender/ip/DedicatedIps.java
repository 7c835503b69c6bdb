package lettermill.sender.ip;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
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
import lettermill.sender.RecordState;
import lettermill.sender.SendingDomain.Pause;
import lettermill.sender.SendingDomain.WarmingStatus;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** SQL of sender.dedicated_ip. */
@Repository
class DedicatedIps {

    private static final Duration CLAIM = Duration.ofHours(1);

    private final JdbcClient database;
    private final JsonMapper json;

    DedicatedIps(JdbcClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** @throws Problem.Conflict when the address is somebody's already */
    void insert(WorkspaceId workspace, UUID id, DedicatedIpRequest.Complete ip, RecordState pointer, Instant now) {
        try {
            database.sql("""
                            INSERT INTO sender.dedicated_ip (id, workspace_id, ip_address, hostname, status, pointer, configured_limit,
                                created_at, updated_at)
                            VALUES (:id, :workspace, :address, :hostname, 'PENDING', :pointer::jsonb, :limit, :now, :now)""")
                    .param("id", id)
                    .param("workspace", workspace.value())
                    .param("address", ip.ipAddress())
                    .param("hostname", ip.hostname())
                    .param("pointer", json.writeValueAsString(pointer))
                    .param("limit", ip.dailyLimit())
                    .param("now", Timestamp.from(now))
                    .update();
        } catch (DuplicateKeyException taken) {
            throw new Problem.Conflict(ip.ipAddress() + " is in use already.");
        }
    }

    /** By address. */
    List<DedicatedIp> list(WorkspaceId workspace) {
        return database.sql("SELECT * FROM sender.dedicated_ip WHERE workspace_id = :workspace ORDER BY ip_address")
                .param("workspace", workspace.value())
                .query((row, number) -> ip(row))
                .list();
    }

    Optional<DedicatedIp> find(WorkspaceId workspace, UUID id) {
        return database.sql("SELECT * FROM sender.dedicated_ip WHERE id = :id AND workspace_id = :workspace")
                .param("id", id)
                .param("workspace", workspace.value())
                .query((row, number) -> ip(row))
                .optional();
    }

    /** Another name has to be looked at anew. */
    void update(WorkspaceId workspace, UUID id, DedicatedIpRequest.Complete ip, Instant now) {
        database.sql("""
                        UPDATE sender.dedicated_ip
                        SET hostname = :hostname, configured_limit = :limit, updated_at = :now,
                            status = CASE WHEN hostname = :hostname THEN status ELSE 'PENDING' END,
                            checked_at = CASE WHEN hostname = :hostname THEN checked_at END,
                            next_check_at = CASE WHEN hostname = :hostname THEN next_check_at END,
                            lacking_since = CASE WHEN hostname = :hostname THEN lacking_since END
                        WHERE id = :id AND workspace_id = :workspace""")
                .param("id", id)
                .param("workspace", workspace.value())
                .param("hostname", ip.hostname())
                .param("limit", ip.dailyLimit())
                .param("now", Timestamp.from(now))
                .update();
    }

    /** Keeps what was found. What the machine could not do counts no more once DNS or a person has changed the status. */
    void record(WorkspaceId workspace, UUID id, IpVerification verification, RecordState pointer, Instant now) {
        database.sql("""
                        UPDATE sender.dedicated_ip
                        SET status = :status, pointer = :pointer::jsonb, lacking_since = :lackingSince::timestamptz,
                            next_check_at = :nextCheck, checked_at = :now, updated_at = :now,
                            fault = CASE WHEN :status = 'UNBINDABLE' THEN fault END,
                            retry_at = CASE WHEN :status = 'UNBINDABLE' THEN retry_at END
                        WHERE id = :id AND workspace_id = :workspace""")
                .param("id", id)
                .param("workspace", workspace.value())
                .param("status", verification.status().name())
                .param("pointer", json.writeValueAsString(pointer))
                .param("lackingSince", Columns.time(verification.lackingSince()))
                .param("nextCheck", Timestamp.from(verification.nextCheck()))
                .param("now", Timestamp.from(now))
                .update();
    }

    /** Of all workspaces, the longest due first; they are due again in an hour if nobody looks at them meanwhile. */
    List<IpChecks.Due> claim(Instant now, int most) {
        return database.sql("""
                        UPDATE sender.dedicated_ip SET next_check_at = :again
                        WHERE id IN (SELECT id FROM sender.dedicated_ip WHERE next_check_at <= :now
                            ORDER BY next_check_at LIMIT :most FOR UPDATE SKIP LOCKED)
                        RETURNING workspace_id, id""")
                .param("now", Timestamp.from(now))
                .param("again", Timestamp.from(now.plus(CLAIM)))
                .param("most", most)
                .query((row, number) -> new IpChecks.Due(
                        new WorkspaceId(row.getObject("workspace_id", UUID.class)), row.getObject("id", UUID.class)))
                .list();
    }

    boolean delete(WorkspaceId workspace, UUID id) {
        return database.sql("DELETE FROM sender.dedicated_ip WHERE id = :id AND workspace_id = :workspace")
                        .param("id", id)
                        .param("workspace", workspace.value())
                        .update()
                > 0;
    }

    /** Counts sends before they happen, as {@code Domains} does. */
    Map<UUID, Integer> reserve(WorkspaceId workspace, Map<UUID, Integer> wanted, LocalDate today) {
        List<Map.Entry<UUID, Integer>> rows = List.copyOf(wanted.entrySet());
        UUID[] ids = rows.stream().map(Map.Entry::getKey).toArray(UUID[]::new);
        database.sql("""
                        SELECT FROM sender.dedicated_ip WHERE id = ANY(:ids) AND workspace_id = :workspace
                        ORDER BY id FOR UPDATE""")
                .param("ids", ids)
                .param("workspace", workspace.value())
                .query(row -> {});
        Map<UUID, Integer> granted = new HashMap<>();
        database.sql("""
                        UPDATE sender.dedicated_ip
                        SET daily_sent = CASE WHEN daily_date >= :today THEN daily_sent ELSE 0 END
                                + GREATEST(0, LEAST(w.wanted, COALESCE(daily_limit, 2000000000)
                                    - CASE WHEN daily_date >= :today THEN daily_sent ELSE 0 END)),
                            daily_date = GREATEST(daily_date, :today)
                        FROM unnest(:ids, :wanted::integer[]) AS w (id, wanted)
                        WHERE dedicated_ip.id = w.id AND workspace_id = :workspace
                        RETURNING dedicated_ip.id,
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
                        UPDATE sender.dedicated_ip SET daily_sent = GREATEST(0, daily_sent - :count)
                        WHERE id = :id AND workspace_id = :workspace AND daily_date = :day""")
                .param("id", id)
                .param("workspace", workspace.value())
                .param("count", count)
                .param("day", day)
                .update();
    }

    private DedicatedIp ip(ResultSet row) throws SQLException {
        return new DedicatedIp(
                row.getObject("id", UUID.class),
                new WorkspaceId(row.getObject("workspace_id", UUID.class)),
                row.getString("ip_address"),
                row.getString("hostname"),
                DedicatedIp.Status.valueOf(row.getString("status")),
                json.readValue(row.getString("pointer"), RecordState.class),
                Columns.instant(row.getTimestamp("checked_at")),
                Columns.instant(row.getTimestamp("next_check_at")),
                Columns.instant(row.getTimestamp("lacking_since")),
                fault(row),
                row.getObject("configured_limit", Integer.class),
                row.getObject("daily_limit", Integer.class),
                row.getInt("daily_sent"),
                row.getObject("daily_date", LocalDate.class),
                WarmingStatus.valueOf(row.getString("warming_status")),
                row.getObject("warming_schedule_id", UUID.class),
                Columns.instant(row.getTimestamp("warming_started_at")),
                row.getObject("warming_day", Integer.class),
                pause(row),
                Columns.instant(row.getTimestamp("resumed_at")),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant());
    }

    private static @Nullable Pause pause(ResultSet row) throws SQLException {
        Timestamp at = row.getTimestamp("paused_at");
        return at == null ? null : new Pause(at.toInstant(), row.getString("paused_by"), row.getString("pause_reason"));
    }

    private static DedicatedIp.@Nullable Fault fault(ResultSet row) throws SQLException {
        Timestamp retry = row.getTimestamp("retry_at");
        return retry == null ? null : new DedicatedIp.Fault(row.getString("fault"), retry.toInstant());
    }
}
