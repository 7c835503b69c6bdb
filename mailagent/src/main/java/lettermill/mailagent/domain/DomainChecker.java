package lettermill.mailagent.domain;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import javax.net.ssl.SSLSocketFactory;
import lettermill.mailagent.dns.DnsClient;
import lettermill.mailagent.dns.DnsNames;
import lettermill.mailagent.domain.DkimKeys.Row;
import lettermill.mailagent.mime.DomainNames;
import lettermill.mailagent.provider.Providers;
import lettermill.mailagent.spf.SpfChecker;
import lettermill.wire.DomainKey;
import lettermill.wire.Source;
import lettermill.wire.domain.DnsRecord;
import lettermill.wire.domain.DnsRecord.Purpose;
import lettermill.wire.domain.DomainCheck;
import lettermill.wire.domain.RecordCheck;
import lettermill.wire.domain.TrackingHost;

/** Looks at all records of a domain at once, each with questions of its own. Safe for use by several threads. */
public final class DomainChecker {
    /** For the questions of one record; the records are looked at beside each other. */
    private static final Duration LIMIT = Duration.ofSeconds(8);

    private final SendingDomains domains;
    private final Providers providers;
    private final DnsClient dns;
    private final SpfChecker spf;
    private final TrackingJudge tracking;

    public DomainChecker(SendingDomains domains, Providers providers, DnsClient dns, Clock clock) {
        this.domains = domains;
        this.providers = providers;
        this.dns = dns;
        this.spf = new SpfChecker(clock, "unknown");
        this.tracking = new TrackingJudge(new Certificates((SSLSocketFactory) SSLSocketFactory.getDefault()), clock);
    }

    public DomainCheck check(DomainKey domain) {
        Optional<Row> key = domains.key(domain);
        if (key.isEmpty()) {
            return new DomainCheck(List.of());
        }
        String host = DomainNames.toAscii(domain.domain());
        List<Relay> relays = Relay.of(providers.hosts(domain.workspaceId()));
        List<Future<RecordCheck>> looks = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (DnsRecord wanted : domains.records(domain)) {
                Function<Examination, RecordCheck> judge = switch (wanted.purpose()) {
                    case SPF -> new SpfJudge(spf, host, relays)::judge;
                    case DKIM ->
                        examination -> DkimJudge.judge(examination, key.get().publicKey());
                    case DMARC -> examination -> DmarcJudge.judge(examination, host);
                    case RETURN_PATH -> examination -> ReturnPathJudge.judge(examination, host, domains.mailServer());
                    case TRACKING, POINTER ->
                        throw new IllegalStateException(wanted.purpose() + " is not a sending domain's matter");
                };
                looks.add(threads.submit(() -> judge.apply(new Examination(wanted, dns.inquire(LIMIT)))));
            }
        }
        return new DomainCheck(looks.stream().map(DomainChecker::result).toList());
    }

    public RecordCheck check(TrackingHost host) {
        boolean name = !host.target().startsWith("[") && !host.target().matches("[0-9.]+");
        DnsRecord wanted = new DnsRecord(Purpose.TRACKING, name ? "CNAME" : "A", host.host(), host.target());
        return tracking.judge(new Examination(wanted, dns.inquire(LIMIT)), host);
    }

    public RecordCheck check(Source source) {
        InetAddress address = source.inet();
        DnsRecord wanted = new DnsRecord(
                Purpose.POINTER, "PTR", DnsNames.reverseName(address), DomainNames.toAscii(source.hostname()));
        return PointerJudge.judge(new Examination(wanted, dns.inquire(LIMIT)), address);
    }

    private static RecordCheck result(Future<RecordCheck> look) {
        try {
            return look.resultNow();
        } catch (IllegalStateException failed) {
            throw new IllegalStateException("a look at DNS failed", look.exceptionNow());
        }
    }
}
