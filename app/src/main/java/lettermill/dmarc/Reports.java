package lettermill.dmarc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import lettermill.base.WorkspaceId;
import lettermill.dmarc.AggregateReport.Source;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of dmarc.report and dmarc.source. */
@Repository
class Reports {

    private final JdbcClient database;

    Reports(JdbcClient database) {
        this.database = database;
    }

    /** The workspace of a domain that an address names. */
    Optional<WorkspaceId> ownerOf(UUID domain) {
        return database.sql("SELECT workspace_id FROM sender.domain WHERE id = :domain")
                .param("domain", domain)
                .query((row, number) -> new WorkspaceId(row.getObject("workspace_id", UUID.class)))
                .optional();
    }

    /** Keeps a report's head; empty if it is here already. */
    Optional<Long> insert(WorkspaceId workspace, UUID domain, AggregateReport report, Instant now) {
        return database.sql("""
                        INSERT INTO dmarc.report (workspace_id, domain_id, organization, report_id, begins_at, ends_at,
                            published_domain, policy, received_at)
                        VALUES (:workspace, :domain, :organization, :reportId, :begins, :ends, :published, :policy, :now)
                        ON CONFLICT (domain_id, organization, report_id, published_domain) DO NOTHING
                        RETURNING id""")
                .param("workspace", workspace.value())
                .param("domain", domain)
                .param("organization", report.organization())
                .param("reportId", report.reportId())
                .param("begins", Timestamp.from(report.beginsAt()))
                .param("ends", Timestamp.from(report.endsAt()))
                .param("published", report.domain())
                .param("policy", report.policy())
                .param("now", Timestamp.from(now))
                .query(Long.class)
                .optional();
    }

    void insertSources(WorkspaceId workspace, long report, List<Source> sources) {
        database.sql("""
                        INSERT INTO dmarc.source (workspace_id, report, address, messages, disposition, dkim_aligned,
                            spf_aligned, header_from, envelope_from, dkim_domains, overrides)
                        SELECT :workspace, :report, s.* FROM unnest(:addresses::inet[], :messages::bigint[],
                            :dispositions::text[], :dkim::boolean[], :spf::boolean[], :from::text[], :envelopes::text[],
                            :signers::text[], :overrides::text[]) s""")
                .param("workspace", workspace.value())
                .param("report", report)
                .param("addresses", texts(sources, Source::address))
                .param("messages", sources.stream().map(Source::messages).toArray(Long[]::new))
                .param(
                        "dispositions",
                        texts(sources, source -> source.disposition().name()))
                .param("dkim", sources.stream().map(Source::dkimAligned).toArray(Boolean[]::new))
                .param("spf", sources.stream().map(Source::spfAligned).toArray(Boolean[]::new))
                .param("from", texts(sources, Source::headerFrom))
                .param("envelopes", texts(sources, Source::envelopeFrom))
                .param("signers", texts(sources, Source::dkimDomains))
                .param("overrides", texts(sources, Source::overrides))
                .update();
    }

    private static @Nullable String[] texts(List<Source> sources, Function<Source, @Nullable String> text) {
        return sources.stream().map(text).toArray(String[]::new);
    }

    /** Newest first. */
    List<StoredReport> page(WorkspaceId workspace, UUID domain, long before, int limit) {
        return database.sql("""
                        SELECT r.id, r.organization, r.report_id, r.begins_at, r.ends_at, r.published_domain, r.policy,
                            r.received_at, s.messages, s.aligned
                        FROM dmarc.report r CROSS JOIN LATERAL (
                            SELECT coalesce(sum(messages), 0)::bigint AS messages,
                                coalesce(sum(messages) FILTER (WHERE dkim_aligned OR spf_aligned), 0)::bigint AS aligned
                            FROM dmarc.source WHERE report = r.id) s
                        WHERE r.workspace_id = :workspace AND r.domain_id = :domain AND r.id < :before
                        ORDER BY r.id DESC LIMIT :limit""")
                .param("workspace", workspace.value())
                .param("domain", domain)
                .param("before", before)
                .param("limit", limit)
                .query((row, number) -> stored(row))
                .list();
    }

    private static StoredReport stored(ResultSet row) throws SQLException {
        return new StoredReport(
                row.getLong("id"),
                row.getString("organization"),
                row.getString("report_id"),
                row.getTimestamp("begins_at").toInstant(),
                row.getTimestamp("ends_at").toInstant(),
                row.getString("published_domain"),
                row.getString("policy"),
                row.getTimestamp("received_at").toInstant(),
                row.getLong("messages"),
                row.getLong("aligned"));
    }

    /** Who sent in the domain's name, by host, the busiest first. */
    List<SourceSummary> sources(WorkspaceId workspace, UUID domain, Instant since, int limit) {
        return database.sql("""
                        SELECT host(s.address) AS address, sum(s.messages) AS messages,
                            sum(s.messages) FILTER (WHERE s.dkim_aligned OR s.spf_aligned) AS aligned,
                            sum(s.messages) FILTER (WHERE s.dkim_aligned) AS dkim_aligned,
                            sum(s.messages) FILTER (WHERE s.spf_aligned) AS spf_aligned,
                            sum(s.messages) FILTER (WHERE s.disposition = 'QUARANTINE') AS quarantined,
                            sum(s.messages) FILTER (WHERE s.disposition = 'REJECT') AS rejected,
                            array_agg(DISTINCT s.envelope_from) FILTER (WHERE s.envelope_from IS NOT NULL) AS envelopes,
                            array_agg(DISTINCT r.organization) AS organizations, max(r.ends_at) AS last_seen
                        FROM dmarc.report r JOIN dmarc.source s ON s.report = r.id
                        WHERE r.workspace_id = :workspace AND r.domain_id = :domain AND r.ends_at >= :since
                        GROUP BY s.address ORDER BY messages DESC, s.address LIMIT :limit""")
                .param("workspace", workspace.value())
                .param("domain", domain)
                .param("since", Timestamp.from(since))
                .param("limit", limit)
                .query((row, number) -> new SourceSummary(
                        row.getString("address"),
                        row.getLong("messages"),
                        row.getLong("aligned"),
                        row.getLong("dkim_aligned"),
                        row.getLong("spf_aligned"),
                        row.getLong("quarantined"),
                        row.getLong("rejected"),
                        words(row, "envelopes"),
                        words(row, "organizations"),
                        row.getTimestamp("last_seen").toInstant()))
                .list();
    }

    private static List<String> words(ResultSet row, String column) throws SQLException {
        return row.getArray(column) == null
                ? List.of()
                : List.of((String[]) row.getArray(column).getArray());
    }

    void purge(Instant before) {
        database.sql("DELETE FROM dmarc.report WHERE ends_at < :before")
                .param("before", Timestamp.from(before))
                .update();
    }
}
