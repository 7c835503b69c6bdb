package lettermill.audience;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lettermill.base.MessageId;
import lettermill.base.SubscriberId;
import lettermill.base.WorkspaceId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads what people agreed to. */
@Repository
class ConsentHistory {

    private final JdbcClient database;

    ConsentHistory(JdbcClient database) {
        this.database = database;
    }

    /** When the last change but {@code later} happened; empty when there were not so many. */
    Optional<Instant> changedAt(WorkspaceId workspace, SubscriberId person, int later) {
        return database.sql("""
                SELECT occurred_at FROM audience.consent WHERE workspace_id = :workspace AND subscriber_id = :person
                ORDER BY id DESC OFFSET :later LIMIT 1""")
                .param("workspace", workspace.value())
                .param("person", person.value())
                .param("later", later)
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    /** The newest entries of a person before an entry, newest first. */
    List<ConsentEntry> page(WorkspaceId workspace, SubscriberId person, long before, int limit) {
        return database.sql("""
                SELECT id, change, category_id, frequency, source, message_id, detail, occurred_at FROM audience.consent
                WHERE workspace_id = :workspace AND subscriber_id = :person AND id < :before
                ORDER BY id DESC LIMIT :limit""")
                .param("workspace", workspace.value())
                .param("person", person.value())
                .param("before", before)
                .param("limit", limit)
                .query((row, number) -> entry(row))
                .list();
    }

    Optional<Preferences> preferences(WorkspaceId workspace, SubscriberId person) {
        return database.sql("""
                SELECT email, name, status FROM audience.subscriber WHERE workspace_id = :workspace AND id = :person""")
                .param("workspace", workspace.value())
                .param("person", person.value())
                .query((row, number) -> new Preferences(
                        person,
                        row.getString("email"),
                        row.getString("name"),
                        SubscriberStatus.valueOf(row.getString("status")),
                        categories(workspace, person)))
                .optional();
    }

    private List<Preferences.Category> categories(WorkspaceId workspace, SubscriberId person) {
        return database.sql("""
                SELECT c.id, c.slug, c.name, c.description, coalesce(p.subscribed, true) AS subscribed,
                       coalesce(p.frequency, 'IMMEDIATE') AS frequency
                FROM audience.category c
                LEFT JOIN audience.preference p ON p.category_id = c.id AND p.subscriber_id = :person
                WHERE c.workspace_id = :workspace
                ORDER BY lower(c.name), c.id""")
                .param("workspace", workspace.value())
                .param("person", person.value())
                .query((row, number) -> new Preferences.Category(
                        row.getObject("id", UUID.class),
                        row.getString("slug"),
                        row.getString("name"),
                        row.getString("description"),
                        row.getBoolean("subscribed") ? CategoryChoice.SUBSCRIBED : CategoryChoice.UNSUBSCRIBED,
                        SubscriptionFrequency.valueOf(row.getString("frequency"))))
                .list();
    }

    private static ConsentEntry entry(ResultSet row) throws SQLException {
        String frequency = row.getString("frequency");
        Long message = row.getObject("message_id", Long.class);
        return new ConsentEntry(
                row.getLong("id"),
                ConsentChange.valueOf(row.getString("change")),
                row.getObject("category_id", UUID.class),
                frequency == null ? null : SubscriptionFrequency.valueOf(frequency),
                UnsubscribeSource.valueOf(row.getString("source")),
                message == null ? null : new MessageId(message),
                row.getString("detail"),
                row.getObject("occurred_at", OffsetDateTime.class).toInstant());
    }
}
