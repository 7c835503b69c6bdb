package lettermill.audience;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import lettermill.base.EmailAddress;
import lettermill.base.MessageId;
import lettermill.base.SubscriberId;
import lettermill.base.WorkspaceId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Asks again, right before a batch leaves, who may still be mailed: an opt-out holds to the last moment. */
@Component
public class Eligibility {

    private final JdbcClient database;
    private final AttributesJson attributes;
    private final Frequencies frequencies;
    private final Clock clock;

    Eligibility(JdbcClient database, AttributesJson attributes, Frequencies frequencies, Clock clock) {
        this.database = database;
        this.attributes = attributes;
        this.frequencies = frequencies;
        this.clock = clock;
    }

    /** What is known of one person of the batch. */
    public sealed interface Verdict {}

    /** Must not be mailed. */
    public record Blocked(SkipReason reason) implements Verdict {}

    /**
     * May be mailed.
     *
     * @param email the address as to mail
     * @param name empty when unknown
     * @param attributes JSON values: maps, lists, strings, numbers, booleans, nulls
     */
    public record Ready(String email, String name, Map<String, @Nullable Object> attributes) implements Verdict {}

    /**
     * Checks a batch right before it leaves, and takes each ready person's place in the period chosen for the category.
     *
     * @param category the category of the mail, null for none
     * @param batch the message for each person
     * @return a verdict for each person asked about; those no longer there are blocked as DELETED
     */
    public Map<SubscriberId, Verdict> admit(
            WorkspaceId workspace, @Nullable UUID category, Map<SubscriberId, MessageId> batch) {
        Map<SubscriberId, Verdict> verdicts = recheck(workspace, category, List.copyOf(batch.keySet()));
        if (category != null) {
            List<SubscriberId> ready = verdicts.entrySet().stream()
                    .filter(person -> person.getValue() instanceof Ready)
                    .map(Map.Entry::getKey)
                    .toList();
            List<MessageId> messages = ready.stream().map(batch::get).toList();
            frequencies
                    .take(workspace, category, ready, messages, clock.instant())
                    .forEach(late -> verdicts.put(late, new Blocked(SkipReason.FREQUENCY)));
        }
        return verdicts;
    }

    /**
     * Checks some people in one statement, but for how often they want mail.
     *
     * @param category the category of the mail, null for none
     * @return a verdict for each person asked about; those no longer there are blocked as DELETED
     */
    public Map<SubscriberId, Verdict> recheck(
            WorkspaceId workspace, @Nullable UUID category, List<SubscriberId> people) {
        SkipRule rule = new SkipRule(workspace, category);
        Map<SubscriberId, Verdict> verdicts = new HashMap<>();
        people.forEach(person -> verdicts.put(person, new Blocked(SkipReason.DELETED)));
        database.sql("SELECT s.id, s.email, s.name, s.attributes, " + rule.reason()
                        + " AS skip_reason FROM audience.subscriber s\n" + rule.joins()
                        + "WHERE s.workspace_id = :audience_workspace AND s.id = ANY (:people)")
                .params(rule.params())
                .param("people", people.stream().map(SubscriberId::value).toArray(Long[]::new))
                .query(row -> {
                    String reason = row.getString("skip_reason");
                    Verdict verdict = reason != null
                            ? new Blocked(SkipReason.valueOf(reason))
                            : new Ready(
                                    row.getString("email"),
                                    row.getString("name"),
                                    attributes.read(row.getString("attributes")));
                    verdicts.put(new SubscriberId(row.getLong("id")), verdict);
                });
        return verdicts;
    }

    /**
     * Which of some bare addresses, known or not, must not be mailed: for test sends.
     *
     * @return only the blocked ones
     */
    public Map<EmailAddress, SkipReason> suppressed(WorkspaceId workspace, List<EmailAddress> addresses) {
        SkipRule rule = new SkipRule(workspace, null);
        Map<String, EmailAddress> byKey =
                addresses.stream().collect(Collectors.toMap(EmailAddress::key, Function.identity(), (a, b) -> a));
        Map<EmailAddress, SkipReason> blocked = new HashMap<>();
        database.sql("SELECT s.email_key, " + rule.reason() + " AS skip_reason FROM (\n" + ADDRESSES + ") s\n"
                        + rule.joins())
                .params(rule.params())
                .param("keys", byKey.keySet().toArray(String[]::new))
                .query(row -> {
                    String reason = row.getString("skip_reason");
                    EmailAddress address = byKey.get(row.getString("email_key"));
                    if (reason != null && address != null) {
                        blocked.put(address, SkipReason.valueOf(reason));
                    }
                });
        return blocked;
    }

    // Somebody we don't know is judged as an active person would be.
    private static final String ADDRESSES = """
            SELECT k.email_key, coalesce(known.status, 'ACTIVE') AS status
            FROM unnest(CAST(:keys AS text[])) AS k (email_key)
            LEFT JOIN audience.subscriber known
              ON known.workspace_id = :audience_workspace AND known.email_key = k.email_key
            """;
}
