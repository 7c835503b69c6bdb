package lettermill.audience;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import lettermill.base.MessageId;
import lettermill.base.SubscriberId;
import lettermill.base.WorkspaceId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How often people want mail of a category, and when they had it last. */
@Repository
class Frequencies {

    private final JdbcClient database;

    Frequencies(JdbcClient database) {
        this.database = database;
    }

    /**
     * Takes each person's place in the period they chose for one message. Of two campaigns that ask at the same time one gets
     * it; a message that has it keeps it over all its attempts.
     *
     * @param messages the message for each person, in the same order
     * @return those whose place another message has
     */
    Set<SubscriberId> take(
            WorkspaceId workspace, UUID category, List<SubscriberId> people, List<MessageId> messages, Instant now) {
        Set<SubscriberId> late = new HashSet<>();
        database.sql("""
                        WITH asked AS (
                            SELECT p.subscriber_id, n.message_id
                            FROM unnest(CAST(:people AS bigint[]), CAST(:messages AS bigint[])) AS n (subscriber_id, message_id)
                            JOIN audience.preference p ON p.subscriber_id = n.subscriber_id AND p.category_id = :category
                            JOIN audience.category c ON c.id = p.category_id AND c.workspace_id = :workspace
                            WHERE p.frequency <> 'IMMEDIATE'
                            -- In one order everywhere, so that batches of two campaigns wait for each other instead of deadlocking.
                            ORDER BY p.subscriber_id FOR UPDATE OF p),
                        taken AS (
                            UPDATE audience.preference p SET last_mailed_at = :now, last_message_id = a.message_id
                            FROM asked a
                            WHERE p.subscriber_id = a.subscriber_id AND p.category_id = :category
                              AND (p.last_message_id = a.message_id OR p.last_mailed_at IS NULL OR p.last_mailed_at <= %s)
                            RETURNING p.subscriber_id)
                        SELECT subscriber_id FROM asked EXCEPT SELECT subscriber_id FROM taken
                        """.formatted(SkipRule.CUTOFF))
                .param("workspace", workspace.value())
                .param("category", category)
                .param("people", people.stream().map(SubscriberId::value).toArray(Long[]::new))
                .param("messages", messages.stream().map(MessageId::value).toArray(Long[]::new))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .params(SkipRule.cutoffs(now))
                .query(row -> {
                    late.add(new SubscriberId(row.getLong("subscriber_id")));
                });
        return late;
    }
}
