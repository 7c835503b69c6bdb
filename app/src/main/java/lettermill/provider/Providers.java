package lettermill.provider;

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
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** SQL of provider.provider. */
@Repository
class Providers {

    private final JdbcClient database;
    private final JsonMapper json;

    Providers(JdbcClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** Inserts or replaces all that a person decides. */
    void save(
            @Nullable WorkspaceId workspace,
            UUID id,
            ProviderRequest request,
            @Nullable ProviderSettings settings,
            @Nullable Integer perMinute,
            Instant now) {
        try {
            database.sql("""
                            INSERT INTO provider.provider (id, workspace_id, name, provider_type, settings,
                                max_sends_per_second, max_sends_per_minute, max_sends_per_day, priority, is_default,
                                created_at, updated_at)
                            VALUES (:id, :workspace, :name, :type, :settings::jsonb, :perSecond, :perMinute, :perDay,
                                :priority, :isDefault, :now, :now)
                            ON CONFLICT (id) DO UPDATE SET name = EXCLUDED.name, settings = EXCLUDED.settings,
                                max_sends_per_second = EXCLUDED.max_sends_per_second,
                                max_sends_per_minute = EXCLUDED.max_sends_per_minute,
                                max_sends_per_day = EXCLUDED.max_sends_per_day, priority = EXCLUDED.priority,
                                is_default = EXCLUDED.is_default, updated_at = EXCLUDED.updated_at,
                                breaker_state = 'CLOSED', breaker_faults = 0, breaker_opened_at = NULL,
                                breaker_retry_at = NULL""")
                    .param("id", id)
                    .param("workspace", workspace == null ? null : workspace.value())
                    .param("name", request.name())
                    .param("type", String.valueOf(request.providerType()))
                    .param("settings", settings == null ? "{}" : json.writeValueAsString(settings))
                    .param("perSecond", request.maxSendsPerSecond())
                    .param("perMinute", perMinute)
                    .param("perDay", request.maxSendsPerDay())
                    .param("priority", request.priority())
                    .param("isDefault", request.isDefault())
                    .param("now", Timestamp.from(now))
                    .update();
        } catch (DuplicateKeyException taken) {
            throw new Problem.Conflict("There is a provider named " + request.name() + " already.");
        }
    }

    void clearDefault(WorkspaceId workspace) {
        database.sql("UPDATE provider.provider SET is_default = false WHERE workspace_id = :workspace AND is_default")
                .param("workspace", workspace.value())
                .update();
    }

    List<Provider> list(WorkspaceId workspace) {
        return database.sql("""
                        SELECT * FROM provider.provider WHERE workspace_id = :workspace
                        ORDER BY is_default DESC, priority, created_at, id""")
                .param("workspace", workspace.value())
                .query((row, number) -> provider(row))
                .list();
    }

    Optional<Provider> find(WorkspaceId workspace, UUID id) {
        return database.sql("SELECT * FROM provider.provider WHERE id = :id AND workspace_id = :workspace")
                .param("id", id)
                .param("workspace", workspace.value())
                .query((row, number) -> provider(row))
                .optional();
    }

    /** The installation's own, which serves workspaces that have none. */
    Optional<Provider> fallback() {
        return database.sql("SELECT * FROM provider.provider WHERE workspace_id IS NULL")
                .query((row, number) -> provider(row))
                .optional();
    }

    void removeFallback() {
        database.sql("DELETE FROM provider.provider WHERE workspace_id IS NULL").update();
    }

    boolean delete(WorkspaceId workspace, UUID id) {
        return database.sql("DELETE FROM provider.provider WHERE id = :id AND workspace_id = :workspace")
                        .param("id", id)
                        .param("workspace", workspace.value())
                        .update()
                > 0;
    }

    void checked(WorkspaceId workspace, UUID id, String status, @Nullable String error, Instant now) {
        database.sql("""
                        UPDATE provider.provider
                        SET last_check_at = :now, last_check_status = :status, last_error = :error, updated_at = :now
                        WHERE id = :id AND workspace_id = :workspace""")
                .param("id", id)
                .param("workspace", workspace.value())
                .param("status", status)
                .param("error", error)
                .param("now", Timestamp.from(now))
                .update();
    }

    /**
     * Pauses a provider or lets it go on.
     *
     * @param pausedAt null for going on; a pause that is there already keeps its time
     */
    void pause(WorkspaceId workspace, UUID id, @Nullable Instant pausedAt, Instant now) {
        database.sql("""
                        UPDATE provider.provider
                        SET paused_at = CASE WHEN :pausedAt::timestamptz IS NULL THEN NULL
                                             ELSE COALESCE(paused_at, :pausedAt::timestamptz) END,
                            updated_at = :now
                        WHERE id = :id AND workspace_id = :workspace""")
                .param("id", id)
                .param("workspace", workspace.value())
                .param("pausedAt", pausedAt == null ? null : Timestamp.from(pausedAt))
                .param("now", Timestamp.from(now))
                .update();
    }

    /**
     * Counts sends against the day's caps before they happen. A counter of an earlier day starts anew. Rows are locked in the order
     * of their ids, so that nobody waits for one who waits for him.
     *
     * @param wanted by provider, of the workspace or of the installation
     * @return how many each cap leaves, at most what was wanted; providers that are gone are missing
     */
    Map<UUID, Integer> reserve(WorkspaceId workspace, Map<UUID, Integer> wanted, LocalDate today) {
        List<Map.Entry<UUID, Integer>> rows = List.copyOf(wanted.entrySet());
        UUID[] ids = rows.stream().map(Map.Entry::getKey).toArray(UUID[]::new);
        if (ids.length > 1) {
            database.sql("""
                            SELECT FROM provider.provider
                            WHERE id = ANY(:ids) AND (workspace_id = :workspace OR workspace_id IS NULL)
                            ORDER BY id FOR UPDATE""")
                    .param("ids", ids)
                    .param("workspace", workspace.value())
                    .query(row -> {});
        }
        Map<UUID, Integer> granted = new HashMap<>();
        database.sql("""
                        UPDATE provider.provider
                        SET current_daily_sends =
                                CASE WHEN daily_sends_date >= :today THEN current_daily_sends ELSE 0 END
                                + GREATEST(0, LEAST(w.wanted, COALESCE(max_sends_per_day, 2000000000)
                                    - CASE WHEN daily_sends_date >= :today THEN current_daily_sends ELSE 0 END)),
                            daily_sends_date = GREATEST(daily_sends_date, :today)
                        FROM unnest(:ids, :wanted::integer[]) AS w (id, wanted)
                        WHERE provider.id = w.id AND (workspace_id = :workspace OR workspace_id IS NULL)
                        RETURNING provider.id, new.current_daily_sends
                            - CASE WHEN old.daily_sends_date >= :today THEN old.current_daily_sends ELSE 0 END AS granted""")
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
    void giveBack(Provider provider, int count, LocalDate day) {
        database.sql("""
                        UPDATE provider.provider SET current_daily_sends = GREATEST(0, current_daily_sends - :count)
                        WHERE id = :id AND workspace_id IS NOT DISTINCT FROM :workspace AND daily_sends_date = :day""")
                .param("id", provider.id())
                .param("workspace", workspaceOf(provider))
                .param("count", count)
                .param("day", day)
                .update();
    }

    /** Takes the next free slot; two processes never get the same. */
    Instant takeSlot(Provider provider, Duration length, Instant now) {
        return database.sql("""
                        UPDATE provider.provider
                        SET next_slot_at = GREATEST(COALESCE(next_slot_at, :now), :now)
                            + :micros * interval '1 microsecond'
                        WHERE id = :id AND workspace_id IS NOT DISTINCT FROM :workspace
                        RETURNING new.next_slot_at - :micros * interval '1 microsecond'""")
                .param("id", provider.id())
                .param("workspace", workspaceOf(provider))
                .param("now", Timestamp.from(now))
                .param("micros", length.toNanos() / 1_000)
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .optional()
                .orElse(now);
    }

    private static @Nullable UUID workspaceOf(Provider provider) {
        return provider.workspaceId() == null ? null : provider.workspaceId().value();
    }

    /** Null for a vendor that only reports. */
    private @Nullable ProviderSettings settings(ProviderType type, String text) {
        JsonNode settings = json.readTree(text);
        return settings.isEmpty() ? null : json.treeToValue(settings, type.settings());
    }

    private Provider provider(ResultSet row) throws SQLException {
        UUID workspace = row.getObject("workspace_id", UUID.class);
        Timestamp checkedAt = row.getTimestamp("last_check_at");
        Timestamp pausedAt = row.getTimestamp("paused_at");
        ProviderType type = ProviderType.valueOf(row.getString("provider_type"));
        return new Provider(
                row.getObject("id", UUID.class),
                workspace == null ? null : new WorkspaceId(workspace),
                row.getString("name"),
                type,
                settings(type, row.getString("settings")),
                row.getObject("max_sends_per_second", Integer.class),
                row.getObject("max_sends_per_minute", Integer.class),
                row.getObject("max_sends_per_day", Integer.class),
                row.getInt("current_daily_sends"),
                row.getObject("daily_sends_date", LocalDate.class),
                row.getInt("priority"),
                row.getBoolean("is_default"),
                pausedAt == null ? null : pausedAt.toInstant(),
                checkedAt == null ? null : checkedAt.toInstant(),
                row.getString("last_check_status"),
                row.getString("last_error"),
                Breaker.of(row),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant());
    }
}
