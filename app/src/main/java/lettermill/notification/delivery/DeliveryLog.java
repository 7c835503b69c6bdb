package lettermill.notification.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lettermill.base.WorkspaceId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of notification.delivery for people. */
@Repository
class DeliveryLog {

    private final JdbcClient database;

    DeliveryLog(JdbcClient database) {
        this.database = database;
    }

    /**
     * Which deliveries to list; everything given has to hold.
     *
     * @param before only those with a smaller id
     */
    record Filter(
            UUID endpoint,
            Delivery.@Nullable State state,
            @Nullable String eventType,
            @Nullable UUID eventId,
            long before) {}

    /** A delivery with what is sent. */
    record Kept(Delivery delivery, String body) {}

    /** Newest first. */
    List<Delivery> list(WorkspaceId workspace, Filter filter, int limit) {
        return database.sql("""
                        SELECT * FROM notification.delivery
                        WHERE endpoint_id = :endpoint AND workspace_id = :workspace AND id < :before
                          AND (:state::text IS NULL OR state = :state)
                          AND (:type::text IS NULL OR event_type = :type)
                          AND (:event::uuid IS NULL OR event_id = :event)
                        ORDER BY id DESC LIMIT :limit""")
                .param("endpoint", filter.endpoint())
                .param("workspace", workspace.value())
                .param("before", filter.before())
                .param("state", filter.state() == null ? null : filter.state().name())
                .param("type", filter.eventType())
                .param("event", filter.eventId())
                .param("limit", limit)
                .query((row, number) -> delivery(row))
                .list();
    }

    Optional<Kept> find(WorkspaceId workspace, UUID endpoint, long id) {
        return database.sql("""
                        SELECT * FROM notification.delivery
                        WHERE id = :id AND endpoint_id = :endpoint AND workspace_id = :workspace""")
                .param("id", id)
                .param("endpoint", endpoint)
                .param("workspace", workspace.value())
                .query((row, number) -> new Kept(delivery(row), row.getString("body")))
                .optional();
    }

    /** Begins anew with a delivery; an attempt that is being made has no say any more. */
    void restart(WorkspaceId workspace, UUID endpoint, long id, Instant giveUpAt, Instant now) {
        database.sql("""
                        UPDATE notification.delivery
                        SET state = 'WAITING', attempts = 0, next_attempt_at = :now, give_up_at = :giveUp, ended_at = NULL
                        WHERE id = :id AND endpoint_id = :endpoint AND workspace_id = :workspace""")
                .param("id", id)
                .param("endpoint", endpoint)
                .param("workspace", workspace.value())
                .param("now", Timestamp.from(now))
                .param("giveUp", Timestamp.from(giveUpAt))
                .update();
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        return new Delivery(
                row.getLong("id"),
                row.getObject("event_id", UUID.class),
                row.getString("event_type"),
                Delivery.State.valueOf(row.getString("state")),
                row.getInt("attempts"),
                instant(row, "next_attempt_at"),
                row.getTimestamp("give_up_at").toInstant(),
                instant(row, "last_attempt_at"),
                row.getObject("last_status", Integer.class),
                row.getString("last_answer"),
                row.getTimestamp("created_at").toInstant(),
                instant(row, "ended_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
