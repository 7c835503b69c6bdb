package lettermill.mailagent.dns;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import lettermill.mailagent.dns.Answer.Absence;
import lettermill.mailagent.dns.Answer.Absent;
import lettermill.mailagent.dns.Answer.Failed;
import lettermill.mailagent.dns.Answer.Failure;
import lettermill.mailagent.dns.Answer.Found;
import org.xbill.DNS.Cache;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;
import org.xbill.DNS.lookup.LookupResult;
import org.xbill.DNS.lookup.LookupSession;
import org.xbill.DNS.lookup.NoSuchDomainException;
import org.xbill.DNS.lookup.NoSuchRRSetException;

/**
 * Where domains have their mail, for many domains at once. Answers, "there is none" among them (RFC 2308), are kept as long as their
 * records allow, a day at most; silence is not kept. Safe for use by several threads.
 */
public final class ExchangerCache {
    /** Names that are kept; those not asked for go first. Some 20 MB. */
    private static final int MOST = 50_000;

    private static final int A_DAY = 86_400;

    private final LookupSession session;

    public ExchangerCache(DnsSettings settings) {
        List<Resolver> resolvers = new ArrayList<>();
        settings.servers().forEach(server -> resolvers.add(new SimpleResolver(server)));
        ExtendedResolver all = new ExtendedResolver(resolvers);
        all.setRetries(settings.rounds());
        all.setTimeout(settings.patience());
        Cache cache = new Cache(DClass.IN);
        cache.setMaxEntries(MOST);
        cache.setMaxCache(A_DAY);
        cache.setMaxNCache(A_DAY);
        session = LookupSession.builder().resolver(all).cache(cache).build();
    }

    /**
     * Asks for all of the domains at the same time.
     *
     * @param patience when it is over, those without an answer are told as failed; what comes later is there for the next time
     * @return in the order of the domains, the preferred exchanger first
     */
    public Map<String, Answer<MailExchanger>> find(List<String> domains, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        Map<String, CompletableFuture<LookupResult>> asked = new LinkedHashMap<>();
        Map<String, Answer<MailExchanger>> answers = new LinkedHashMap<>();
        for (String domain : domains) {
            Optional<Name> name = DnsNames.parse(domain);
            answers.put(domain, new Absent<>(Absence.NO_SUCH_NAME));
            name.ifPresent(valid ->
                    asked.put(domain, session.lookupAsync(valid, Type.MX).toCompletableFuture()));
        }
        asked.forEach((domain, answer) -> answers.put(domain, answer(answer, deadline - System.nanoTime())));
        return answers;
    }

    private static Answer<MailExchanger> answer(CompletableFuture<LookupResult> asked, long nanos) {
        try {
            LookupResult result = asked.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
            List<MailExchanger> exchangers = result.getRecords().stream()
                    .filter(MXRecord.class::isInstance)
                    .map(MXRecord.class::cast)
                    .map(record -> new MailExchanger(record.getPriority(), DnsNames.text(record.getTarget())))
                    .sorted(Comparator.comparingInt(MailExchanger::preference).thenComparing(MailExchanger::host))
                    .toList();
            return exchangers.isEmpty()
                    ? new Absent<>(Absence.NO_SUCH_RECORD)
                    : new Found<>(
                            exchangers,
                            result.getAliases().stream().map(DnsNames::text).toList());
        } catch (TimeoutException late) {
            return new Failed<>(Failure.SILENCE, "no answer yet");
        } catch (ExecutionException failed) {
            return switch (failed.getCause()) {
                case NoSuchDomainException _ -> new Absent<>(Absence.NO_SUCH_NAME);
                case NoSuchRRSetException _ -> new Absent<>(Absence.NO_SUCH_RECORD);
                case null, default -> new Failed<>(Failure.SERVER_FAILURE, String.valueOf(failed.getMessage()));
            };
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Failed<>(Failure.SILENCE, "the question was interrupted");
        }
    }
}
