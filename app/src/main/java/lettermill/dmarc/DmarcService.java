package lettermill.dmarc;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lettermill.base.Page;
import lettermill.base.Problem;
import lettermill.base.WorkspaceId;
import lettermill.dmarc.AggregateReport.Source;
import lettermill.sender.SenderService;
import lettermill.workspace.Access;
import lettermill.workspace.Audit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes reports and says what is in them. */
@Service
class DmarcService {

    /** Reports that are older are forgotten. */
    static final int MOST_DAYS = 400;

    /** Who the audit log says it was. */
    private static final String MAIL = "a mail to the domain's address for reports";

    private static final int MOST_SOURCES = 500;

    private final Reports reports;
    private final SenderService senders;
    private final Audit audit;
    private final Clock clock;

    DmarcService(Reports reports, SenderService senders, Audit audit, Clock clock) {
        this.reports = reports;
        this.senders = senders;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * What became of an uploaded report.
     *
     * @param isNew false for one that is here already; it is not counted again
     * @param ignored messages in it that were sent in the name of another domain
     */
    record Taken(boolean isNew, String organization, String reportId, long messages, long ignored) {}

    /**
     * Takes a report in. One about a domain above the sending domain tells of several; what is about the sending domain is kept.
     *
     * @throws Problem.Invalid when it cannot be read, or is about another domain
     */
    @Transactional
    Taken take(Access access, UUID domain, byte[] file) {
        return take(access.workspace(), access.actor(), domain, file);
    }

    /**
     * The same of a report that came by mail.
     *
     * @throws Problem.NotFound when nobody has such a domain any more
     */
    @Transactional
    public Taken take(UUID domain, byte[] file) {
        WorkspaceId workspace = reports.ownerOf(domain).orElseThrow(() -> new Problem.NotFound("domain", domain));
        return take(workspace, MAIL, domain, file);
    }

    private Taken take(WorkspaceId workspace, String actor, UUID domain, byte[] file) {
        String host = senders.domain(workspace, domain).host();
        AggregateReport report = ReportReader.read(ReportFile.unpack(file));
        if (!within(host, report.domain()) && !within(report.domain(), host)) {
            throw new Problem.Invalid(
                    "policy_published.domain", "it is about " + report.domain(), "a report about " + host);
        }
        List<Source> ours = report.sources().stream()
                .filter(source -> within(source.headerFrom(), host))
                .toList();
        Optional<Long> id = reports.insert(workspace, domain, report, clock.instant());
        id.ifPresent(fresh -> {
            reports.insertSources(workspace, fresh, ours);
            audit.record(
                    workspace,
                    actor,
                    "dmarc.report",
                    host,
                    "report " + report.reportId() + " of " + report.organization());
        });
        return new Taken(
                id.isPresent(),
                report.organization(),
                report.reportId(),
                count(ours),
                count(report.sources()) - count(ours));
    }

    /** @throws Problem.NotFound when the workspace has no such domain */
    UUID require(WorkspaceId workspace, UUID domain) {
        return senders.domain(workspace, domain).id();
    }

    private static long count(List<Source> sources) {
        return sources.stream().mapToLong(Source::messages).sum();
    }

    private static boolean within(String host, String domain) {
        return host.equals(domain) || host.endsWith("." + domain);
    }

    Page<StoredReport> page(WorkspaceId workspace, UUID domain, long before, int limit) {
        UUID known = senders.domain(workspace, domain).id();
        int size = Page.limit(limit);
        return Page.of(reports.page(workspace, known, before, size + 1), size, report -> Long.toString(report.id()));
    }

    /**
     * Who sent in a domain's name.
     *
     * @param days of reports, up to today
     */
    Page<SourceSummary> sources(WorkspaceId workspace, UUID domain, int days) {
        if (days < 1 || days > MOST_DAYS) {
            throw new Problem.Invalid("days", days + " days cannot be looked at", "a number from 1 to " + MOST_DAYS);
        }
        UUID known = senders.domain(workspace, domain).id();
        return new Page<>(
                reports.sources(workspace, known, clock.instant().minus(Duration.ofDays(days)), MOST_SOURCES), null);
    }
}
