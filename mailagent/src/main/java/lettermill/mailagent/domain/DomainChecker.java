package lettermill.mailagent.domain;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import lettermill.wire.domain.RecordCheck.Verdict;
import lettermill.wire.domain.Selector;
import lettermill.wire.domain.SelectorCheck;
import lettermill.wire.domain.TrackingHost;

/** Looks at all records of a domain at once, each with questions of its own. Safe for use by several threads. */
public final class DomainChecker {
    /** For the questions of one record; the records are looked at beside each other. */
    private static final Duration LIMIT = Duration.ofSeconds(8);

    private static final DomainCheck NOTHING = new DomainCheck(List.of(), List.of());

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
        List<Row> keys = domains.keys(domain);
        return SendingDomains.first(keys).isEmpty() ? NOTHING : tell(domain, keys, look(domain, keys));
    }

    /** Looks, and lets the keys follow what was seen. */
    public DomainCheck verify(DomainKey domain) {
        List<Row> keys = domains.keys(domain);
        if (SendingDomains.first(keys).isEmpty()) {
            return NOTHING;
        }
        Look look = look(domain, keys);
        domains.settle(domain, keys, look.verdicts());
        List<Row> after = domains.keys(domain);
        boolean allSeen = after.stream().map(Row::selector).allMatch(look.keys()::containsKey);
        return allSeen && SendingDomains.first(after).isPresent() ? tell(domain, after, look) : check(domain);
    }

    /**
     * What DNS has.
     *
     * @param records of every purpose but DKIM
     * @param keys by selector, each judged as if it signed
     */
    private record Look(List<RecordCheck> records, Map<String, RecordCheck> keys) {

        Map<String, Verdict> verdicts() {
            Map<String, Verdict> verdicts = new HashMap<>();
            keys.forEach((selector, check) -> verdicts.put(selector, check.verdict()));
            return verdicts;
        }
    }

    private Look look(DomainKey domain, List<Row> keys) {
        String host = DomainNames.toAscii(domain.domain());
        List<Relay> relays = Relay.of(providers.hosts(domain.workspaceId()));
        List<Future<RecordCheck>> records = new ArrayList<>();
        Map<String, Future<RecordCheck>> selectors = new LinkedHashMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (DnsRecord wanted : domains.records(domain)) {
                Function<Examination, RecordCheck> judge = switch (wanted.purpose()) {
                    case SPF -> new SpfJudge(spf, host, relays)::judge;
                    case DMARC -> examination -> DmarcJudge.judge(examination, host);
                    case RETURN_PATH -> examination -> ReturnPathJudge.judge(examination, host, domains.mailServer());
                    case DKIM -> null;
                    case TRACKING, POINTER ->
                        throw new IllegalStateException(wanted.purpose() + " is not a sending domain's matter");
                };
                if (judge != null) {
                    records.add(threads.submit(() -> judge.apply(new Examination(wanted, dns.inquire(LIMIT)))));
                }
            }
            for (Row key : keys) {
                DnsRecord wanted = SendingDomains.record(domain, key);
                selectors.put(
                        key.selector(),
                        threads.submit(() -> DkimJudge.judge(new Examination(wanted, dns.inquire(LIMIT)), key)));
            }
        }
        Map<String, RecordCheck> judged = new LinkedHashMap<>();
        selectors.forEach((selector, look) -> judged.put(selector, result(look)));
        return new Look(records.stream().map(DomainChecker::result).toList(), judged);
    }

    private static DomainCheck tell(DomainKey domain, List<Row> keys, Look look) {
        Row first = SendingDomains.first(keys).orElseThrow();
        List<RecordCheck> records = new ArrayList<>(look.records());
        records.add(1, Objects.requireNonNull(look.keys().get(first.selector())));
        List<SelectorCheck> others = new ArrayList<>();
        for (Row key : keys) {
            if (!key.selector().equals(first.selector())) {
                Selector selector = SendingDomains.selector(domain, key);
                RecordCheck seen = Objects.requireNonNull(look.keys().get(key.selector()));
                others.add(new SelectorCheck(selector, SelectorJudge.judge(selector, seen)));
            }
        }
        return new DomainCheck(records, others);
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
