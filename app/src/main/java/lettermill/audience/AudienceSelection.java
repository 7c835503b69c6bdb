package lettermill.audience;

import java.time.Clock;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import lettermill.audience.filter.AudienceFilter;
import lettermill.audience.filter.FilterSql;
import lettermill.base.Problem;
import lettermill.base.SubscriberId;
import lettermill.base.WorkspaceId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Chooses the people of a campaign, set-based: millions of them are one statement. */
@Component
public class AudienceSelection {

    private static final int SAMPLED_FROM = 20;

    private final JdbcClient database;
    private final Clock clock;

    AudienceSelection(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Everybody targeted, each with the reason for being skipped, if any. Columns: {@code subscriber_id bigint, email
     * text, email_key text, name text, skip_reason text}; a null {@code skip_reason} means eligible, else it is the name
     * of a {@link SkipReason}. One row a person, in no order.
     *
     * @param list only members of this list; null for the whole workspace
     * @param filters only people these filters match; null for all
     * @param category the category of the mail: people who opted out of it, or have had it as often as they
     *     want, are skipped; null for none
     * @throws Problem.NotFound when the workspace has no such list or category
     */
    public SelectFragment of(
            WorkspaceId workspace, @Nullable UUID list, @Nullable AudienceFilter filters, @Nullable UUID category) {
        requireOwn(workspace, "list", list);
        requireOwn(workspace, "category", category);
        SkipRule rule = new SkipRule(workspace, category).mindingFrequency(clock.instant());
        Map<String, Object> params = new HashMap<>(rule.params());
        StringBuilder sql = new StringBuilder("SELECT s.id AS subscriber_id, s.email, s.email_key, s.name, ")
                .append(rule.reason())
                .append(" AS skip_reason\nFROM audience.subscriber s\n")
                .append(rule.joins())
                .append("WHERE s.workspace_id = :audience_workspace\n");
        if (list != null) {
            sql.append("AND s.id IN (SELECT subscriber_id FROM audience.membership WHERE list_id = :audience_list)\n");
            params.put("audience_list", list);
        }
        if (filters != null) {
            FilterSql.Condition condition = FilterSql.compile(filters, clock.instant());
            sql.append("AND ").append(condition.sql()).append('\n');
            params.putAll(condition.params());
        }
        return new SelectFragment(sql.toString(), Map.copyOf(params));
    }

    /** Counts a selection by what would happen to each person; one pass. */
    public AudienceCounts count(SelectFragment selection) {
        Map<SkipReason, Long> skipped = new EnumMap<>(SkipReason.class);
        long[] eligible = {0};
        database.sql("SELECT skip_reason, count(*) AS people FROM (" + selection.sql() + ") AS selection GROUP BY 1")
                .params(selection.params())
                .query(row -> {
                    String reason = row.getString("skip_reason");
                    if (reason == null) {
                        eligible[0] = row.getLong("people");
                    } else {
                        skipped.put(SkipReason.valueOf(reason), row.getLong("people"));
                    }
                });
        return new AudienceCounts(eligible[0], Map.copyOf(skipped));
    }

    /** Some people of a selection who may be mailed, spread over the first of them. */
    public List<SubscriberId> sample(SelectFragment selection, int people) {
        return database.sql("SELECT subscriber_id FROM (SELECT subscriber_id FROM (" + selection.sql()
                        + ") AS selection WHERE skip_reason IS NULL LIMIT :sample_from) AS first"
                        + " ORDER BY hashint8(subscriber_id) LIMIT :sample_size")
                .params(selection.params())
                .param("sample_from", people * SAMPLED_FROM)
                .param("sample_size", people)
                .query((row, number) -> new SubscriberId(row.getLong(1)))
                .list();
    }

    private void requireOwn(WorkspaceId workspace, String table, @Nullable UUID id) {
        if (id == null) {
            return;
        }
        boolean known = database.sql(
                        "SELECT EXISTS (SELECT FROM audience.%s WHERE workspace_id = :workspace AND id = :id)"
                                .formatted(table))
                .param("workspace", workspace.value())
                .param("id", id)
                .query(Boolean.class)
                .single();
        if (!known) {
            throw new Problem.NotFound(table, id);
        }
    }
}
