package lettermill.ledger.outcome;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import lettermill.ledger.Columns;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Counts what became of the mail of domains and addresses. A mail counts for the time at which it left, whenever its end becomes known: the bounce of
 * the next morning is a bounce of the evening before.
 */
@Repository
public class MailOutcomes {

    /** How long the end of a mail may take. */
    private static final Duration PATIENCE = Duration.ofHours(1);

    /**
     * By provider first: one of which no arrival is known on a span (a mail server, or a vendor without webhooks) says nothing by
     * its silence, whatever part of its mail is looked at. The part is a column, and what has to be joined for it;
     * {origin} is the column that says whose mail it is.
     */
    private static final String SUMMED = """
            WITH span AS (
                SELECT * FROM unnest(:workspaces::uuid[], :origins::uuid[], :froms::timestamptz[], :untils::timestamptz[])
                    WITH ORDINALITY AS s (workspace_id, origin_id, from_at, until_at, n)),
            counted AS (
                SELECT s.n, %s AS part, m.provider_id,
                    count(*) AS attempted,
                    count(*) FILTER (WHERE coalesce(m.delivered_at, m.opened_at, m.clicked_at) IS NOT NULL
                        AND m.bounced_at IS NULL) AS arrived,
                    count(m.delivered_at) AS told,
                    count(*) FILTER (WHERE m.bounced_at IS NULL) AS taken,
                    count(*) FILTER (WHERE coalesce(m.delivered_at, m.opened_at, m.clicked_at, m.bounced_at) IS NOT NULL
                        OR m.sent_at <= :settledBefore) AS settled,
                    count(m.bounced_at) AS bounced,
                    count(*) FILTER (WHERE m.bounced_at IS NOT NULL AND m.reason = 'HARD_BOUNCE') AS hard,
                    count(*) FILTER (WHERE m.bounced_at IS NOT NULL AND m.reason = 'BLOCKED') AS blocked,
                    count(m.complained_at) AS complaints, count(m.opened_at) AS opened, count(m.clicked_at) AS clicked
                FROM span s
                JOIN ledger.message m ON m.{origin} = s.origin_id AND m.workspace_id = s.workspace_id
                    AND coalesce(m.sent_at, m.bounced_at) >= s.from_at AND coalesce(m.sent_at, m.bounced_at) < s.until_at
                %s
                WHERE coalesce(m.sent_at, m.bounced_at) >= :earliest AND coalesce(m.sent_at, m.bounced_at) < :latest
                GROUP BY s.n, part, m.provider_id),
            known AS (SELECT *, sum(told) OVER (PARTITION BY n, provider_id) > 0 AS reports FROM counted)
            SELECT n, part, sum(attempted) AS attempted,
                sum(CASE WHEN reports THEN arrived ELSE taken END) AS delivered,
                sum(CASE WHEN reports THEN settled ELSE attempted END) AS settled,
                sum(bounced) AS bounced, sum(hard) AS hard, sum(blocked) AS blocked, sum(complaints) AS complaints,
                sum(opened) AS opened, sum(clicked) AS clicked
            FROM known GROUP BY n, part""";

    private static final String WHOLE = SUMMED.formatted("''", "");

    private static final String BY_RECIPIENT_DOMAIN = SUMMED.formatted("coalesce(g.name, :rest)", """
            LEFT JOIN unnest(:groupDomains::text[], :groupNames::text[]) AS g (domain, name)
                    ON g.domain = lower(split_part(m.email, '@', -1))""");

    private static final String DESTINATIONS = """
            SELECT DISTINCT lower(split_part(m.email, '@', -1))
            FROM unnest(:workspaces::uuid[], :origins::uuid[], :froms::timestamptz[], :untils::timestamptz[])
                AS s (workspace_id, origin_id, from_at, until_at)
            JOIN ledger.message m ON m.{origin} = s.origin_id AND m.workspace_id = s.workspace_id
                AND coalesce(m.sent_at, m.bounced_at) >= s.from_at AND coalesce(m.sent_at, m.bounced_at) < s.until_at
            WHERE coalesce(m.sent_at, m.bounced_at) >= :earliest AND coalesce(m.sent_at, m.bounced_at) < :latest""";

    private final JdbcClient database;

    MailOutcomes(JdbcClient database) {
        this.database = database;
    }

    /** The figures of each span, those without mail too, in one statement for each kind of origin. */
    public Map<Span, Outcomes> of(List<Span> spans, Instant now) {
        Map<Span, Outcomes> found = new HashMap<>();
        spans.forEach(span -> found.put(span, Outcomes.NONE));
        byKind(spans)
                .forEach((kind, some) -> settled(bound(WHOLE, kind, some), now).query(row -> {
                    found.put(some.get(row.getInt("n") - 1), outcomes(row));
                }));
        return found;
    }

    /**
     * The figures of each span by groups of recipients' domains; only groups with mail.
     *
     * @param groups a domain in lower case, and the name of its group
     * @param rest the group of all other domains
     */
    public Map<Span, Map<String, Outcomes>> byRecipientDomain(
            List<Span> spans, Map<String, String> groups, String rest, Instant now) {
        Map<Span, Map<String, Outcomes>> found = new HashMap<>();
        spans.forEach(span -> found.put(span, new TreeMap<>()));
        List<Map.Entry<String, String>> entries = List.copyOf(groups.entrySet());
        byKind(spans)
                .forEach((kind, some) -> settled(bound(BY_RECIPIENT_DOMAIN, kind, some), now)
                        .param("groupDomains", Columns.texts(entries, Map.Entry::getKey))
                        .param("groupNames", Columns.texts(entries, Map.Entry::getValue))
                        .param("rest", rest)
                        .query(row -> {
                            Span span = some.get(row.getInt("n") - 1);
                            Objects.requireNonNull(found.get(span)).put(row.getString("part"), outcomes(row));
                        }));
        return found;
    }

    /** The recipients' domains of each span's mail, in lower case. */
    public Set<String> destinations(List<Span> spans) {
        Set<String> found = new TreeSet<>();
        byKind(spans)
                .forEach((kind, some) -> found.addAll(
                        bound(DESTINATIONS, kind, some).query(String.class).list()));
        return Set.copyOf(found);
    }

    private static Map<Origin.Kind, List<Span>> byKind(List<Span> spans) {
        return spans.stream()
                .collect(Collectors.groupingBy(span -> span.origin().kind()));
    }

    private static JdbcClient.StatementSpec settled(JdbcClient.StatementSpec statement, Instant now) {
        return statement.param("settledBefore", Timestamp.from(now.minus(PATIENCE)));
    }

    private JdbcClient.StatementSpec bound(String sql, Origin.Kind kind, List<Span> spans) {
        Instant earliest =
                spans.stream().map(Span::from).min(Comparator.naturalOrder()).orElseThrow();
        Instant latest =
                spans.stream().map(Span::until).max(Comparator.naturalOrder()).orElseThrow();
        return database.sql(sql.replace("{origin}", kind.column()))
                .param("workspaces", Columns.texts(spans, Span::workspace))
                .param("origins", Columns.texts(spans, span -> span.origin().id()))
                .param("froms", Columns.texts(spans, Span::from))
                .param("untils", Columns.texts(spans, Span::until))
                .param("earliest", Timestamp.from(earliest))
                .param("latest", Timestamp.from(latest));
    }

    private static Outcomes outcomes(ResultSet row) throws SQLException {
        return new Outcomes(
                row.getLong("attempted"),
                row.getLong("delivered"),
                row.getLong("settled"),
                row.getLong("bounced"),
                row.getLong("hard"),
                row.getLong("blocked"),
                row.getLong("complaints"),
                row.getLong("opened"),
                row.getLong("clicked"));
    }
}
