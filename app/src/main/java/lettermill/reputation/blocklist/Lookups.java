package lettermill.reputation.blocklist;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import lettermill.base.WorkspaceId;
import lettermill.ledger.Columns;
import lettermill.wire.blocklist.BlocklistAnswer;
import lettermill.wire.blocklist.BlocklistAnswer.Verdict;
import lettermill.wire.blocklist.BlocklistQuestion.Kind;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of reputation.blocklist_lookup, and of what has to be looked up. */
@Repository
class Lookups {

    /** Answers of lists that are asked no more are shown no longer. */
    private static final Duration SHOWN = Duration.ofDays(3);

    private final JdbcClient database;

    Lookups(JdbcClient database) {
        this.database = database;
    }

    /**
     * Something of a workspace that may be listed.
     *
     * @param origin a domain, an address or a mail server's name
     */
    record Subject(WorkspaceId workspace, Kind kind, String origin) {}

    /** What a list said of what. */
    record Said(String subject, String list) {}

    /** What of all workspaces was not looked up since a time. */
    List<Subject> due(Instant since, int limit) {
        return database.sql("""
                        SELECT s.* FROM (
                            SELECT workspace_id, 'DOMAIN' AS kind, host AS origin FROM sender.domain
                            UNION
                            SELECT workspace_id, 'ADDRESS', ip_address FROM sender.dedicated_ip
                            UNION
                            SELECT workspace_id, 'HOST', settings ->> 'host' FROM provider.provider
                            WHERE provider_type = 'SMTP' AND workspace_id IS NOT NULL AND settings ->> 'host' IS NOT NULL) s
                        WHERE NOT EXISTS (SELECT FROM reputation.blocklist_lookup l
                            WHERE l.workspace_id = s.workspace_id AND l.origin = s.origin AND l.looked_up_at > :since)
                        ORDER BY s.workspace_id, s.origin LIMIT :limit""")
                .param("since", Timestamp.from(since))
                .param("limit", limit)
                .query((row, number) -> new Subject(
                        new WorkspaceId(row.getObject("workspace_id", UUID.class)),
                        Kind.valueOf(row.getString("kind")),
                        row.getString("origin")))
                .list();
    }

    /** Where the subjects of an origin are listed by what is known: the last answer that was one decides. */
    Set<Said> listed(Subject subject) {
        return new HashSet<>(database.sql("""
                        SELECT subject, list FROM (
                            SELECT DISTINCT ON (subject, list) subject, list, verdict FROM reputation.blocklist_lookup
                            WHERE workspace_id = :workspace AND origin = :origin AND verdict <> 'UNKNOWN'
                            ORDER BY subject, list, looked_up_at DESC) l
                        WHERE verdict = 'LISTED'""")
                .param("workspace", subject.workspace().value())
                .param("origin", subject.origin())
                .query((row, number) -> new Said(row.getString("subject"), row.getString("list")))
                .list());
    }

    void insert(Subject subject, List<BlocklistAnswer> answers, Instant now) {
        database.sql("""
                        INSERT INTO reputation.blocklist_lookup (workspace_id, origin, subject, list, verdict, codes, detail, took_ms,
                            looked_up_at)
                        SELECT :workspace, :origin, a.*, :now
                        FROM unnest(:subjects::text[], :lists::text[], :verdicts::text[], :codes::text[], :details::text[],
                            :took::bigint[]) AS a""")
                .param("workspace", subject.workspace().value())
                .param("origin", subject.origin())
                .param("subjects", Columns.texts(answers, BlocklistAnswer::subject))
                .param("lists", Columns.texts(answers, BlocklistAnswer::list))
                .param("verdicts", Columns.texts(answers, BlocklistAnswer::verdict))
                .param("codes", Columns.texts(answers, answer -> String.join(" ", answer.codes())))
                .param("details", Columns.texts(answers, BlocklistAnswer::detail))
                .param("took", Columns.longs(answers, BlocklistAnswer::tookMillis))
                .param("now", Timestamp.from(now))
                .update();
    }

    /** What each list last said of each subject. */
    List<Listing> latest(WorkspaceId workspace, Instant now) {
        return database.sql("""
                        SELECT DISTINCT ON (l.subject, l.list) l.*, (
                            SELECT min(e.looked_up_at) FROM reputation.blocklist_lookup e
                            WHERE e.workspace_id = l.workspace_id AND e.subject = l.subject AND e.list = l.list
                              AND e.verdict = 'LISTED' AND e.looked_up_at > coalesce((
                                SELECT max(c.looked_up_at) FROM reputation.blocklist_lookup c
                                WHERE c.workspace_id = l.workspace_id AND c.subject = l.subject AND c.list = l.list
                                  AND c.verdict = 'CLEAN'), '-infinity')) AS listed_since
                        FROM reputation.blocklist_lookup l
                        WHERE l.workspace_id = :workspace AND l.looked_up_at > :since
                        ORDER BY l.subject, l.list, l.looked_up_at DESC, l.id DESC""")
                .param("workspace", workspace.value())
                .param("since", Timestamp.from(now.minus(SHOWN)))
                .query((row, number) -> listing(row))
                .list();
    }

    private static Listing listing(ResultSet row) throws SQLException {
        String codes = row.getString("codes");
        return new Listing(
                row.getString("subject"),
                row.getString("origin"),
                row.getString("list"),
                Verdict.valueOf(row.getString("verdict")),
                codes.isEmpty() ? List.of() : List.of(codes.split(" ")),
                row.getString("detail"),
                Columns.instant(row.getTimestamp("listed_since")),
                row.getLong("took_ms"),
                row.getTimestamp("looked_up_at").toInstant());
    }

    /** Of all workspaces. */
    void purge(Instant before) {
        database.sql("DELETE FROM reputation.blocklist_lookup WHERE looked_up_at < :before")
                .param("before", Timestamp.from(before))
                .update();
    }
}
