package lettermill.webhook.intake;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import lettermill.base.WorkspaceId;
import lettermill.provider.ProviderType;
import lettermill.webhook.Callback;
import lettermill.webhook.intake.CallbackRecorder.Taken;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of webhook.provider_event_log. */
@Repository
class EventLogs {

    private final JdbcClient database;

    EventLogs(JdbcClient database) {
        this.database = database;
    }

    /**
     * A kept callback.
     *
     * @param events how many events the last reading found
     * @param ignored how many things in it are no events here
     */
    record Entry(
            long id,
            UUID providerId,
            ProviderType vendor,
            int events,
            int ignored,
            int octets,
            Instant receivedAt,
            Instant decodedAt) {}

    /** A kept callback with its octets. */
    record Kept(Entry entry, @Nullable String contentType, byte[] body) {

        Callback callback() {
            Map<String, List<String>> headers =
                    contentType == null ? Map.of() : Map.of("content-type", List.of(contentType));
            return new Callback(headers, body, entry.receivedAt());
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /**
     * Which entries.
     *
     * @param after only those with a larger id
     */
    record Filter(
            @Nullable UUID providerId,
            @Nullable Instant from,
            @Nullable Instant until,
            long after) {}

    /** Keeps callbacks in their order and answers their ids. */
    List<Long> insert(List<Taken> taken, Instant now) {
        return database.sql("""
                        INSERT INTO webhook.provider_event_log (workspace_id, provider_id, vendor, content_type, body,
                            events, ignored, received_at, decoded_at)
                        SELECT workspace_id, provider_id, vendor, content_type, body, events, ignored, received_at, :now
                        FROM unnest(:workspaces::uuid[], :providers::uuid[], :vendors::text[], :types::text[],
                            :bodies::bytea[], :events::int[], :ignored::int[], :received::timestamptz[])
                            WITH ORDINALITY AS t (workspace_id, provider_id, vendor, content_type, body, events, ignored,
                                received_at, place)
                        ORDER BY place
                        RETURNING id""")
                .param(
                        "workspaces",
                        taken.stream().map(each -> each.workspace().value()).toArray(UUID[]::new))
                .param("providers", taken.stream().map(Taken::provider).toArray(UUID[]::new))
                .param(
                        "vendors",
                        taken.stream().map(each -> each.vendor().name()).toArray(String[]::new))
                .param(
                        "types",
                        taken.stream().map(each -> contentType(each.callback())).toArray(String[]::new))
                .param(
                        "bodies",
                        taken.stream().map(each -> each.callback().body()).toArray(byte[][]::new))
                .param(
                        "events",
                        taken.stream()
                                .map(each -> each.reading().events().size())
                                .toArray(Integer[]::new))
                .param(
                        "ignored",
                        taken.stream()
                                .map(each -> each.reading().ignored().size())
                                .toArray(Integer[]::new))
                .param(
                        "received",
                        taken.stream()
                                .map(each -> each.callback().receivedAt().toString())
                                .toArray(String[]::new))
                .param("now", Timestamp.from(now))
                .query((row, number) -> row.getLong("id"))
                .list();
    }

    private static @Nullable String contentType(Callback callback) {
        String type = callback.header("content-type");
        return type == null || type.length() > 200 ? null : type.replace('\0', ' ');
    }

    List<Entry> list(WorkspaceId workspace, Filter filter, int limit) {
        return database.sql("SELECT " + ENTRY + SELECTED)
                .params(parameters(workspace, filter))
                .param("limit", limit)
                .query((row, number) -> entry(row))
                .list();
    }

    List<Kept> bodies(WorkspaceId workspace, Filter filter, int limit) {
        return database.sql("SELECT content_type, body, " + ENTRY + SELECTED)
                .params(parameters(workspace, filter))
                .param("limit", limit)
                .query((row, number) -> kept(row))
                .list();
    }

    Optional<Kept> find(WorkspaceId workspace, long id) {
        return database.sql("SELECT content_type, body, " + ENTRY + """
                        FROM webhook.provider_event_log WHERE workspace_id = :workspace AND id = :id""")
                .param("workspace", workspace.value())
                .param("id", id)
                .query((row, number) -> kept(row))
                .optional();
    }

    void decodedAgain(WorkspaceId workspace, long id, int events, int ignored, Instant now) {
        database.sql("""
                        UPDATE webhook.provider_event_log SET events = :events, ignored = :ignored, decoded_at = :now
                        WHERE workspace_id = :workspace AND id = :id""")
                .param("workspace", workspace.value())
                .param("id", id)
                .param("events", events)
                .param("ignored", ignored)
                .param("now", Timestamp.from(now))
                .update();
    }

    /** Forgets old callbacks of all workspaces. */
    void purge(Instant before) {
        database.sql("DELETE FROM webhook.provider_event_log WHERE received_at < :before")
                .param("before", Timestamp.from(before))
                .update();
    }

    private static final String ENTRY =
            " id, provider_id, vendor, events, ignored, octet_length(body) AS octets, received_at, decoded_at ";

    private static final String SELECTED = """
            FROM webhook.provider_event_log
            WHERE workspace_id = :workspace AND id > :after
              AND (:provider::uuid IS NULL OR provider_id = :provider::uuid)
              AND (:from::timestamptz IS NULL OR received_at >= :from::timestamptz)
              AND (:until::timestamptz IS NULL OR received_at < :until::timestamptz)
            ORDER BY id LIMIT :limit""";

    private static Map<String, @Nullable Object> parameters(WorkspaceId workspace, Filter filter) {
        Map<String, @Nullable Object> parameters = new java.util.HashMap<>();
        parameters.put("workspace", workspace.value());
        parameters.put("after", filter.after());
        parameters.put(
                "provider",
                filter.providerId() == null ? null : filter.providerId().toString());
        parameters.put("from", filter.from() == null ? null : filter.from().toString());
        parameters.put("until", filter.until() == null ? null : filter.until().toString());
        return parameters;
    }

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(entry(row), row.getString("content_type"), row.getBytes("body"));
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong("id"),
                row.getObject("provider_id", UUID.class),
                ProviderType.valueOf(row.getString("vendor")),
                row.getInt("events"),
                row.getInt("ignored"),
                row.getInt("octets"),
                row.getTimestamp("received_at").toInstant(),
                row.getTimestamp("decoded_at").toInstant());
    }
}
