package lettermill.alert;

import java.util.Map;
import java.util.TreeMap;
import lettermill.provider.ProviderFailing;
import lettermill.reputation.blocklist.SubjectListed;
import lettermill.sender.HealthStatus;
import lettermill.sender.ip.IpFailed;
import lettermill.sender.ip.IpPaused;
import lettermill.sender.standing.DomainFailed;
import lettermill.sender.standing.DomainPaused;
import lettermill.sender.standing.DomainTierChanged;
import lettermill.sender.standing.PauseCause;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What of all that happens somebody has to look at. */
@Component
class Alarms {

    private final AlertService alerts;

    Alarms(AlertService alerts) {
        this.alerts = alerts;
    }

    /** Whoever pauses a domain by hand knows. */
    @EventListener
    void on(DomainPaused paused) {
        switch (paused.cause()) {
            case PERSON -> {}
            case WARMING -> raise(paused, AlertKind.WARMING_PAUSED);
            case HEALTH -> raise(paused, AlertKind.HEALTH_PAUSED);
        }
    }

    private void raise(DomainPaused paused, AlertKind kind) {
        alerts.raise(new NewAlert(
                paused.workspace(),
                kind,
                paused.domain().toString(),
                paused.host() + " is paused: " + paused.reason(),
                Map.of("domain_id", paused.domain().toString(), "domain", paused.host(), "reason", paused.reason())));
    }

    @EventListener
    void on(IpPaused paused) {
        if (paused.cause() == PauseCause.WARMING) {
            alerts.raise(new NewAlert(
                    paused.workspace(),
                    AlertKind.WARMING_PAUSED,
                    paused.ip().toString(),
                    paused.ipAddress() + " is paused: " + paused.reason(),
                    Map.of(
                            "ip_id", paused.ip().toString(),
                            "ip_address", paused.ipAddress(),
                            "reason", paused.reason())));
        }
    }

    /** A drop to CRITICAL pauses, and the pause says it. */
    @EventListener
    void on(DomainTierChanged change) {
        if (change.isDrop() && change.after() != HealthStatus.CRITICAL) {
            alerts.raise(new NewAlert(
                    change.workspace(),
                    AlertKind.HEALTH_DROPPED,
                    change.domain().toString(),
                    change.host() + " dropped from " + change.before() + " to " + change.after() + " health",
                    Map.of(
                            "domain_id", change.domain().toString(),
                            "domain", change.host(),
                            "before", change.before().name(),
                            "after", change.after().name(),
                            "score", change.score(),
                            "reason", change.words())));
        }
    }

    @EventListener
    void on(DomainFailed failed) {
        alerts.raise(new NewAlert(
                failed.workspace(),
                AlertKind.VERIFICATION_FAILED,
                failed.domain().toString(),
                failed.host() + " may not send any more: its DNS records failed",
                Map.of(
                        "domain_id", failed.domain().toString(),
                        "domain", failed.host(),
                        "lacking_since", failed.lackingSince().toString(),
                        "records", failed.wrong())));
    }

    @EventListener
    void on(IpFailed failed) {
        alerts.raise(new NewAlert(
                failed.workspace(),
                AlertKind.VERIFICATION_FAILED,
                failed.ip().toString(),
                "No mail leaves from " + failed.ipAddress() + " any more: " + failed.advice(),
                Map.of(
                        "ip_id", failed.ip().toString(),
                        "ip_address", failed.ipAddress(),
                        "lacking_since", failed.lackingSince().toString(),
                        "reason", failed.advice())));
    }

    @EventListener
    void on(SubjectListed listed) {
        Map<String, Object> lists = new TreeMap<>();
        listed.listings()
                .forEach(on -> lists.put(on.list(), (String.join(" ", on.codes()) + " " + on.detail()).strip()));
        alerts.raise(new NewAlert(
                listed.workspace(),
                AlertKind.BLOCKLISTED,
                listed.subject(),
                listed.subject() + " is on a blocklist: " + String.join(", ", lists.keySet()),
                Map.of("listed", listed.subject(), "belongs_to", listed.origin(), "blocklists", lists)));
    }

    @EventListener
    void on(ProviderFailing failing) {
        alerts.raise(new NewAlert(
                failing.workspace(),
                AlertKind.PROVIDER_FAILING,
                failing.provider().toString(),
                failing.name() + " fails: " + failing.error(),
                Map.of(
                        "provider_id", failing.provider().toString(),
                        "provider", failing.name(),
                        "error", failing.error(),
                        "faults", failing.faults(),
                        "retry_at", failing.retryAt().toString())));
    }
}
