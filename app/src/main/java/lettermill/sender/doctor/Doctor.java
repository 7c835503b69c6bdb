package lettermill.sender.doctor;

import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import lettermill.base.Problem;
import lettermill.base.WorkspaceId;
import lettermill.sender.SenderService;
import lettermill.sender.SendingDomain;
import lettermill.sender.doctor.Listings.ListStatement;
import lettermill.wire.DomainKey;
import lettermill.wire.MailAgent;
import lettermill.wire.blocklist.BlocklistAnswer.Verdict;
import lettermill.wire.domain.DomainCheck;
import lettermill.wire.domain.Finding.Severity;
import lettermill.wire.domain.RecordCheck;
import lettermill.wire.domain.TrackingHost;
import lettermill.workspace.Workspaces;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/** Has MailAgent look closely and reports all it says. */
@Service
class Doctor {

    private static final int HTTPS = 443;

    private final SenderService senders;
    private final Workspaces workspaces;
    private final MailAgent agent;
    private final Listings listings;
    private final String ownHost;
    private final Clock clock;

    Doctor(
            SenderService senders,
            Workspaces workspaces,
            MailAgent agent,
            Listings listings,
            @Value("${lettermill.base-url}") String baseUrl,
            Clock clock) {
        this.senders = senders;
        this.workspaces = workspaces;
        this.agent = agent;
        this.listings = listings;
        this.ownHost = URI.create(baseUrl).getHost();
        this.clock = clock;
    }

    /**
     * Looks now, within some 20 seconds whatever DNS does.
     *
     * @throws Problem.NotFound when the workspace has no such domain
     */
    DoctorReport examine(WorkspaceId workspace, UUID id) {
        SendingDomain domain = senders.domain(workspace, id);
        DomainCheck check = agent.checkDomain(new DomainKey(workspace.value(), domain.host()));
        List<RecordCheck> checks = new ArrayList<>(check.records());
        check.selectors().forEach(selector -> checks.add(selector.record()));
        String tracking = workspaces.get(workspace).trackingDomain();
        if (tracking != null && !tracking.isBlank()) {
            checks.add(agent.checkTracking(new TrackingHost(tracking, HTTPS, ownHost)));
        }
        List<ListStatement> blocklists = listings.of(workspace, domain.host());
        return new DoctorReport(
                domain.host(),
                domain.status(),
                domain.sendable(),
                clock.instant(),
                count(checks, Severity.ERROR)
                        + blocklists.stream()
                                .filter(said -> said.verdict() == Verdict.LISTED)
                                .count(),
                count(checks, Severity.WARNING),
                checks.stream().map(DoctorReport.Examination::of).toList(),
                blocklists);
    }

    private static long count(List<RecordCheck> checks, Severity severity) {
        return checks.stream()
                .flatMap(check -> check.findings().stream())
                .filter(finding -> finding.severity() == severity)
                .count();
    }
}
