package lettermill.audience.subscriber;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import lettermill.audience.AttributesJson;
import lettermill.audience.SubscriberStatus;
import lettermill.base.EmailAddress;
import lettermill.base.SubscriberId;
import lettermill.base.WorkspaceId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of people as users see and edit them. */
@Repository
class Subscribers {

    private static final String SELECT = """
            SELECT s.*, ARRAY (SELECT m.list_id FROM audience.membership m JOIN audience.list l ON l.id = m.list_id
                               WHERE m.subscriber_id = s.id ORDER BY 1) AS lists
            FROM audience.subscriber s WHERE\s""";

    private final JdbcClient database;
    private final AttributesJson attributes;

    Subscribers(JdbcClient database, AttributesJson attributes) {
        this.database = database;
        this.attributes = attributes;
    }

    /** The newest before a person, newest first. */
    List<Subscriber> page(WorkspaceId workspace, SearchSql search, long before, int limit) {
        return database.sql(SELECT + search.condition() + " AND s.id < :before ORDER BY s.id DESC LIMIT :limit")
                .params(search.params())
                .param("before", before)
                .param("limit", limit)
                .query((row, number) -> read(row))
                .list();
    }

    /** Everybody, by id, read as the stream is; to be closed, within a transaction. */
    Stream<Subscriber> stream(WorkspaceId workspace, SearchSql search) {
        return database
                .sql(SELECT + search.condition() + " ORDER BY s.id")
                .params(search.params())
                .withFetchSize(1_000)
                .query((row, number) -> read(row))
                .stream();
    }

    /** The attributes that anybody of a search has, in order. */
    List<String> attributeNames(WorkspaceId workspace, SearchSql search) {
        return database.sql("SELECT DISTINCT k FROM audience.subscriber s, jsonb_object_keys(s.attributes) AS k WHERE "
                        + search.condition() + " ORDER BY 1")
                .params(search.params())
                .query((row, number) -> row.getString(1))
                .list();
    }

    Optional<Subscriber> find(WorkspaceId workspace, SubscriberId id) {
        return database.sql(SELECT + "s.workspace_id = :workspace AND s.id = :id")
                .param("workspace", workspace.value())
                .param("id", id.value())
                .query((row, number) -> read(row))
                .optional();
    }

    /** Adds somebody and notes the consent. */
    SubscriberId insert(WorkspaceId workspace, EmailAddress email, NewSubscriber wanted, String by, Instant now) {
        return new SubscriberId(database.sql("""
                WITH added AS (
                    INSERT INTO audience.subscriber (workspace_id, email, email_key, name, status, attributes, tags, created_at, updated_at)
                    VALUES (:workspace, :email, :key, :name, :status, CAST(:attributes AS jsonb), :tags, :now, :now) RETURNING id),
                noted AS (
                    INSERT INTO audience.consent (workspace_id, subscriber_id, change, source, detail, occurred_at)
                    SELECT :workspace, id, 'SUBSCRIBED', 'API', :by, :now FROM added)
                SELECT id FROM added""")
                .param("workspace", workspace.value())
                .param("email", email.display())
                .param("key", email.key())
                .param("name", wanted.nameOrEmpty())
                .param("status", wanted.statusOrActive().name())
                .param("attributes", attributes.write(wanted.attributesOrNone()))
                .param("tags", wanted.tagsOrNone().toArray(String[]::new))
                .param("by", by)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single());
    }

    void update(
            WorkspaceId workspace,
            SubscriberId id,
            @Nullable EmailAddress email,
            SubscriberChange change,
            Instant now) {
        database.sql("""
                UPDATE audience.subscriber
                SET email = coalesce(:email, email), email_key = coalesce(:key, email_key), name = coalesce(:name, name),
                    attributes = coalesce(CAST(:attributes AS jsonb), attributes),
                    tags = coalesce(CAST(:tags AS text[]), tags), updated_at = :now
                WHERE workspace_id = :workspace AND id = :id""")
                .param("workspace", workspace.value())
                .param("id", id.value())
                .param("email", email == null ? null : email.display())
                .param("key", email == null ? null : email.key())
                .param("name", change.name())
                .param("attributes", change.attributes() == null ? null : attributes.write(change.attributes()))
                .param("tags", change.tags() == null ? null : change.tags().toArray(String[]::new))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Puts somebody on these lists of the workspace and takes them off all others. */
    void setLists(WorkspaceId workspace, SubscriberId id, List<UUID> lists, Instant now) {
        database.sql("""
                WITH taken_off AS (
                    DELETE FROM audience.membership WHERE subscriber_id = :id AND list_id <> ALL (CAST(:lists AS uuid[])))
                INSERT INTO audience.membership (list_id, subscriber_id, created_at)
                SELECT l.id, :id, :now FROM audience.list l
                WHERE l.workspace_id = :workspace AND l.id = ANY (CAST(:lists AS uuid[]))
                ON CONFLICT DO NOTHING""")
                .param("workspace", workspace.value())
                .param("id", id.value())
                .param("lists", lists.toArray(UUID[]::new))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /**
     * Deletes somebody and all that is known of them; true if there was somebody. Of a person who had left, a hash of
     * the address stays on the suppression list: the next import must not bring them back.
     */
    boolean erase(WorkspaceId workspace, SubscriberId id, Instant now) {
        return database.sql("""
                WITH erased AS (
                    DELETE FROM audience.subscriber WHERE workspace_id = :workspace AND id = :id RETURNING email_key, status),
                memberships AS (
                    DELETE FROM audience.membership WHERE subscriber_id = :id AND EXISTS (SELECT FROM erased)),
                kept AS (
                    INSERT INTO audience.suppression (workspace_id, kind, value, reason, source, created_at)
                    SELECT :workspace, 'ERASED', encode(sha256(convert_to(email_key, 'UTF8')), 'hex'),
                           CASE status WHEN 'BOUNCED' THEN 'BOUNCE' WHEN 'COMPLAINED' THEN 'COMPLAINT' ELSE 'UNSUBSCRIBE' END,
                           'API', :now
                    FROM erased WHERE status IN ('UNSUBSCRIBED', 'BOUNCED', 'COMPLAINED')
                    ON CONFLICT (workspace_id, kind, value) DO NOTHING)
                SELECT count(*) FROM erased""")
                        .param("workspace", workspace.value())
                        .param("id", id.value())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private Subscriber read(ResultSet row) throws SQLException {
        return new Subscriber(
                new SubscriberId(row.getLong("id")),
                row.getString("email"),
                row.getString("name"),
                SubscriberStatus.valueOf(row.getString("status")),
                attributes.read(row.getString("attributes")),
                List.of((String[]) row.getArray("tags").getArray()),
                List.of((UUID[]) row.getArray("lists").getArray()),
                row.getObject("import_id", UUID.class),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }
}
