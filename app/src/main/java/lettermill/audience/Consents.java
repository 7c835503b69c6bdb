package lettermill.audience;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lettermill.base.MessageId;
import lettermill.base.SubscriberId;
import lettermill.base.WorkspaceId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Statuses, preferences and the history of both. */
@Repository
class Consents {

    private final JdbcClient database;

    Consents(JdbcClient database) {
        this.database = database;
    }

    /** The status, locked until the transaction ends, so that two changes of one person follow each other. */
    Optional<SubscriberStatus> lockStatus(WorkspaceId workspace, SubscriberId person) {
        return database.sql("""
                SELECT status FROM audience.subscriber
                WHERE workspace_id = :workspace AND id = :id FOR UPDATE""")
                .param("workspace", workspace.value())
                .param("id", person.value())
                .query(SubscriberStatus.class)
                .optional();
    }

    /** Takes no workspace, because it finds it: a signed token names a person, and the person's row says whose it is. */
    Optional<WorkspaceId> workspaceOf(SubscriberId person) {
        return database.sql("SELECT workspace_id FROM audience.subscriber WHERE id = :id")
                .param("id", person.value())
                .query(UUID.class)
                .optional()
                .map(WorkspaceId::new);
    }

    void changeStatus(
            WorkspaceId workspace,
            SubscriberId person,
            SubscriberStatus status,
            ConsentChange change,
            Evidence evidence,
            Instant now) {
        database.sql("""
                WITH changed AS (
                    UPDATE audience.subscriber SET status = :status, updated_at = :now
                    WHERE workspace_id = :workspace AND id = :id RETURNING workspace_id, id)
                INSERT INTO audience.consent (workspace_id, subscriber_id, change, source, message_id, detail, occurred_at)
                SELECT workspace_id, id, :change, :source, :message, :detail, :now FROM changed""")
                .param("workspace", workspace.value())
                .param("id", person.value())
                .param("status", status.name())
                .param("change", change.name())
                .param("source", evidence.source().name())
                .param("message", value(evidence.message()))
                .param("detail", evidence.detail())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /**
     * Moves people to a status that ends the relation, unless they already have one that weighs as much or more
     * (unsubscribed, bounced, complained): any order of the same facts leads to the same status.
     *
     * @param messages a mail for each person, the reason of the change
     * @return those whose status changed
     */
    List<SubscriberId> leave(
            WorkspaceId workspace,
            List<SubscriberId> people,
            List<MessageId> messages,
            SubscriberStatus status,
            UnsubscribeSource source,
            Instant now) {
        return database.sql("""
                WITH named AS (
                    SELECT DISTINCT ON (subscriber_id) subscriber_id, message_id
                    FROM unnest(CAST(:people AS bigint[]), CAST(:messages AS bigint[])) AS n (subscriber_id, message_id)
                    ORDER BY subscriber_id, message_id),
                changed AS (
                    UPDATE audience.subscriber s SET status = :status, updated_at = :now FROM named n
                    WHERE s.workspace_id = :workspace AND s.id = n.subscriber_id AND s.status = ANY (CAST(:lighter AS text[]))
                    RETURNING s.id, n.message_id)
                INSERT INTO audience.consent (workspace_id, subscriber_id, change, source, message_id, occurred_at)
                SELECT :workspace, id, :change, :source, message_id, :now FROM changed
                RETURNING subscriber_id""")
                .param("workspace", workspace.value())
                .param("people", people.stream().map(SubscriberId::value).toArray(Long[]::new))
                .param("messages", messages.stream().map(MessageId::value).toArray(Long[]::new))
                .param("status", status.name())
                .param("lighter", lighter(status))
                .param("change", ConsentChange.to(status).name())
                .param("source", source.name())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new SubscriberId(row.getLong(1)))
                .list();
    }

    private static String[] lighter(SubscriberStatus status) {
        return java.util.Arrays.stream(SubscriberStatus.values())
                .filter(each -> each.compareTo(status) < 0)
                .map(Enum::name)
                .toArray(String[]::new);
    }

    /**
     * Puts the addresses of people on the suppression list. Those on it stay as they are, but a complaint weighs more than a
     * bounce, whichever came first.
     */
    void suppress(
            WorkspaceId workspace,
            Collection<SubscriberId> people,
            String reason,
            UnsubscribeSource source,
            Instant now) {
        database.sql("""
                INSERT INTO audience.suppression AS known (workspace_id, kind, value, reason, source, created_at)
                SELECT workspace_id, 'ADDRESS', email_key, :reason, :source, :now FROM audience.subscriber
                WHERE workspace_id = :workspace AND id = ANY (CAST(:people AS bigint[]))
                ORDER BY email_key
                ON CONFLICT (workspace_id, kind, value) DO UPDATE SET reason = excluded.reason, source = excluded.source
                WHERE known.reason = 'BOUNCE' AND excluded.reason = 'COMPLAINT'""")
                .param("workspace", workspace.value())
                .param("people", people.stream().map(SubscriberId::value).toArray(Long[]::new))
                .param("reason", reason)
                .param("source", source.name())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Takes a person's address off the suppression list where it stands there for this reason. */
    void release(WorkspaceId workspace, SubscriberId person, String reason) {
        database.sql("""
                DELETE FROM audience.suppression x USING audience.subscriber s
                WHERE s.workspace_id = :workspace AND s.id = :id AND x.workspace_id = s.workspace_id
                  AND x.kind = 'ADDRESS' AND x.value = s.email_key AND x.reason = :reason""")
                .param("workspace", workspace.value())
                .param("id", person.value())
                .param("reason", reason)
                .update();
    }

    /** Stores a say on a category and its history row. False when the workspace has no such person or category. */
    boolean setCategory(
            WorkspaceId workspace,
            SubscriberId person,
            UUID category,
            CategoryChoice choice,
            SubscriptionFrequency frequency,
            Evidence evidence,
            Instant now) {
        return database.sql("""
                WITH known AS (
                    SELECT s.id AS subscriber_id, c.id AS category_id FROM audience.subscriber s, audience.category c
                    WHERE s.workspace_id = :workspace AND s.id = :id AND c.workspace_id = :workspace AND c.id = :category),
                saved AS (
                    INSERT INTO audience.preference AS p (subscriber_id, category_id, subscribed, frequency, updated_at)
                    SELECT subscriber_id, category_id, :subscribed, :frequency, :now FROM known
                    ON CONFLICT (subscriber_id, category_id) DO UPDATE
                    SET subscribed = excluded.subscribed, frequency = excluded.frequency, updated_at = excluded.updated_at
                    WHERE (p.subscribed, p.frequency) <> (excluded.subscribed, excluded.frequency)
                    RETURNING subscriber_id),
                noted AS (
                    INSERT INTO audience.consent (workspace_id, subscriber_id, change, category_id, frequency, source,
                                                  message_id, detail, occurred_at)
                    SELECT :workspace, subscriber_id, :change, :category, :frequency, :source, :message, :detail, :now FROM saved)
                SELECT EXISTS (SELECT FROM known)""")
                .param("workspace", workspace.value())
                .param("id", person.value())
                .param("category", category)
                .param("subscribed", choice == CategoryChoice.SUBSCRIBED)
                .param("frequency", frequency.name())
                .param("change", "CATEGORY_" + choice.name())
                .param("source", evidence.source().name())
                .param("message", value(evidence.message()))
                .param("detail", evidence.detail())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    private static @Nullable Long value(@Nullable MessageId message) {
        return message == null ? null : message.value();
    }
}
