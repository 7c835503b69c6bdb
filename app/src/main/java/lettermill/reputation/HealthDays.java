package lettermill.reputation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import lettermill.base.WorkspaceId;
import lettermill.ledger.Columns;
import lettermill.ledger.outcome.Outcomes;
import lettermill.mailbox.MailboxProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** SQL of reputation.domain_health and reputation.isp_metrics. */
@Repository
class HealthDays {

    private static final String FIGURES =
            "attempted, delivered, settled, bounced, hard_bounced, blocked, complaints, opened, clicked";
    private static final String ARRAYS = """
            :attempted::bigint[], :delivered::bigint[], :settled::bigint[], :bounced::bigint[], :hard::bigint[],
            :blocked::bigint[], :complaints::bigint[], :opened::bigint[], :clicked::bigint[]""";

    private final JdbcClient database;

    HealthDays(JdbcClient database) {
        this.database = database;
    }

    private record DayPart(HealthDay day, MailboxProvider provider, Outcomes outcomes) {}

    /** What went to a mailbox provider on a date. */
    record Part(LocalDate date, MailboxProvider provider, Outcomes outcomes) {}

    /** Puts the days in place of what was known of their dates; a date without mail has no row. */
    @Transactional
    public void replace(List<HealthDay> days, Instant now) {
        for (String table : List.of("domain_health", "isp_metrics")) {
            database.sql("DELETE FROM reputation." + table
                            + " t USING unnest(:domains::uuid[], :dates::date[]) AS d (id, day)"
                            + " WHERE t.domain_id = d.id AND t.day = d.day")
                    .param("domains", Columns.texts(days, HealthDay::domain))
                    .param("dates", Columns.texts(days, HealthDay::date))
                    .update();
        }
        List<HealthDay> mailed =
                days.stream().filter(day -> day.outcomes().attempted() > 0).toList();
        insertDays(mailed, now);
        insertParts(mailed.stream()
                .flatMap(day ->
                        day.parts().entrySet().stream().map(part -> new DayPart(day, part.getKey(), part.getValue())))
                .toList());
    }

    private void insertDays(List<HealthDay> days, Instant now) {
        List<HealthScore> scores =
                days.stream().map(day -> HealthScore.of(day.outcomes())).toList();
        figures(
                        database.sql(
                                        "INSERT INTO reputation.domain_health (domain_id, workspace_id, day, score, status, "
                                                + FIGURES
                                                + ", counted_at) SELECT d.*, :now FROM unnest(:domains::uuid[],"
                                                + " :workspaces::uuid[], :dates::date[], :scores::integer[], :statuses::text[], "
                                                + ARRAYS + ") AS d")
                                .param("scores", Columns.integers(scores, HealthScore::score))
                                .param("statuses", Columns.texts(scores, HealthScore::status))
                                .param("now", Timestamp.from(now)),
                        days,
                        day -> day,
                        HealthDay::outcomes)
                .update();
    }

    private void insertParts(List<DayPart> parts) {
        figures(
                        database.sql(
                                        "INSERT INTO reputation.isp_metrics (domain_id, workspace_id, day, mailbox_provider, "
                                                + FIGURES
                                                + ") SELECT * FROM unnest(:domains::uuid[], :workspaces::uuid[],"
                                                + " :dates::date[], :providers::text[], " + ARRAYS + ")")
                                .param("providers", Columns.texts(parts, DayPart::provider)),
                        parts,
                        DayPart::day,
                        DayPart::outcomes)
                .update();
    }

    private static <T> JdbcClient.StatementSpec figures(
            JdbcClient.StatementSpec statement,
            List<T> rows,
            Function<T, HealthDay> day,
            Function<T, Outcomes> outcomes) {
        return statement
                .param("domains", Columns.texts(rows, row -> day.apply(row).domain()))
                .param("workspaces", Columns.texts(rows, row -> day.apply(row).workspace()))
                .param("dates", Columns.texts(rows, row -> day.apply(row).date()))
                .param(
                        "attempted",
                        Columns.longs(rows, row -> outcomes.apply(row).attempted()))
                .param(
                        "delivered",
                        Columns.longs(rows, row -> outcomes.apply(row).delivered()))
                .param("settled", Columns.longs(rows, row -> outcomes.apply(row).settled()))
                .param("bounced", Columns.longs(rows, row -> outcomes.apply(row).bounced()))
                .param("hard", Columns.longs(rows, row -> outcomes.apply(row).hardBounced()))
                .param("blocked", Columns.longs(rows, row -> outcomes.apply(row).blocked()))
                .param(
                        "complaints",
                        Columns.longs(rows, row -> outcomes.apply(row).complaints()))
                .param("opened", Columns.longs(rows, row -> outcomes.apply(row).opened()))
                .param("clicked", Columns.longs(rows, row -> outcomes.apply(row).clicked()));
    }

    /** The dates of many domains from one on. */
    Map<UUID, Map<LocalDate, Outcomes>> since(Collection<UUID> domains, LocalDate from) {
        Map<UUID, Map<LocalDate, Outcomes>> found = new HashMap<>();
        database.sql("SELECT * FROM reputation.domain_health WHERE domain_id = ANY(:domains::uuid[]) AND day >= :from")
                .param("domains", Columns.texts(domains, id -> id))
                .param("from", from)
                .query(row -> {
                    found.computeIfAbsent(row.getObject("domain_id", UUID.class), id -> new TreeMap<>())
                            .put(row.getObject("day", LocalDate.class), outcomes(row));
                });
        return found;
    }

    /** The same by where the mail went. */
    Map<UUID, List<Part>> partsSince(Collection<UUID> domains, LocalDate from) {
        Map<UUID, List<Part>> found = new HashMap<>();
        database.sql("SELECT * FROM reputation.isp_metrics WHERE domain_id = ANY(:domains::uuid[]) AND day >= :from")
                .param("domains", Columns.texts(domains, id -> id))
                .param("from", from)
                .query(row -> {
                    found.computeIfAbsent(row.getObject("domain_id", UUID.class), id -> new ArrayList<>())
                            .add(new Part(
                                    row.getObject("day", LocalDate.class),
                                    MailboxProvider.valueOf(row.getString("mailbox_provider")),
                                    outcomes(row)));
                });
        return found;
    }

    /** The dates of a domain on which mail left, the first one first. */
    Map<LocalDate, Outcomes> list(WorkspaceId workspace, UUID domain, LocalDate from) {
        Map<LocalDate, Outcomes> found = new TreeMap<>();
        database.sql("""
                        SELECT * FROM reputation.domain_health
                        WHERE domain_id = :domain AND workspace_id = :workspace AND day >= :from ORDER BY day""")
                .param("domain", domain)
                .param("workspace", workspace.value())
                .param("from", from)
                .query(row -> {
                    found.put(row.getObject("day", LocalDate.class), outcomes(row));
                });
        return found;
    }

    /** A domain's mail since a date, by where it went. */
    Map<MailboxProvider, Outcomes> byProvider(WorkspaceId workspace, UUID domain, LocalDate from) {
        Map<MailboxProvider, Outcomes> found = new EnumMap<>(MailboxProvider.class);
        database.sql("""
                        SELECT * FROM reputation.isp_metrics
                        WHERE domain_id = :domain AND workspace_id = :workspace AND day >= :from""")
                .param("domain", domain)
                .param("workspace", workspace.value())
                .param("from", from)
                .query(row -> {
                    found.merge(
                            MailboxProvider.valueOf(row.getString("mailbox_provider")), outcomes(row), Outcomes::plus);
                });
        return found;
    }

    /** When the figures of a domain were last counted; empty before its first mail. */
    Optional<Instant> countedAt(WorkspaceId workspace, UUID domain) {
        return database.sql("""
                        SELECT counted_at FROM reputation.domain_health
                        WHERE domain_id = :domain AND workspace_id = :workspace ORDER BY counted_at DESC LIMIT 1""")
                .param("domain", domain)
                .param("workspace", workspace.value())
                .query((row, number) -> row.getTimestamp("counted_at").toInstant())
                .optional();
    }

    private static Outcomes outcomes(ResultSet row) throws SQLException {
        return new Outcomes(
                row.getLong("attempted"),
                row.getLong("delivered"),
                row.getLong("settled"),
                row.getLong("bounced"),
                row.getLong("hard_bounced"),
                row.getLong("blocked"),
                row.getLong("complaints"),
                row.getLong("opened"),
                row.getLong("clicked"));
    }
}
