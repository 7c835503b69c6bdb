package lettermill.mailagent.api;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import lettermill.mailagent.blocklist.BlocklistChecker;
import lettermill.mailagent.dns.Answer;
import lettermill.mailagent.dns.DnsClient;
import lettermill.mailagent.dns.DnsSettings;
import lettermill.mailagent.dns.ExchangerCache;
import lettermill.mailagent.dns.MailExchanger;
import lettermill.mailagent.domain.DomainChecker;
import lettermill.mailagent.domain.SendingDomains;
import lettermill.mailagent.mime.DkimSigner;
import lettermill.mailagent.outbox.Outbox;
import lettermill.mailagent.provider.Providers;
import lettermill.mailagent.secret.Secrets;
import lettermill.mailagent.secret.UnreadableSecretException;
import lettermill.mailagent.transport.Outgoing;
import lettermill.mailagent.transport.SmtpSettings.TimeLimits;
import lettermill.mailagent.transport.Transport;
import lettermill.wire.DkimKey;
import lettermill.wire.DomainKey;
import lettermill.wire.InvalidFieldException;
import lettermill.wire.Letter;
import lettermill.wire.MailAgent;
import lettermill.wire.Outcome;
import lettermill.wire.Outcome.Deferred;
import lettermill.wire.Outcome.Refused;
import lettermill.wire.ProviderKey;
import lettermill.wire.ProviderSpec;
import lettermill.wire.ProviderStatus;
import lettermill.wire.ProviderStatus.State;
import lettermill.wire.Reply;
import lettermill.wire.Source;
import lettermill.wire.Wave;
import lettermill.wire.blocklist.BlocklistAnswer;
import lettermill.wire.blocklist.BlocklistQuestion;
import lettermill.wire.domain.DnsRecord;
import lettermill.wire.domain.DomainCheck;
import lettermill.wire.domain.MailHosts;
import lettermill.wire.domain.MailHosts.Known;
import lettermill.wire.domain.RecordCheck;
import lettermill.wire.domain.Selector;
import lettermill.wire.domain.TrackingHost;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** MailAgent in the caller's process, on the caller's database (schema {@code mailagent}). */
public final class LocalMailAgent implements MailAgent, AutoCloseable {
    private static final Duration DNS_PATIENCE = Duration.ofSeconds(5);

    private final Providers providers;
    private final Transports transports;
    private final SendingDomains domains;
    private final DomainChecker checker;
    private final BlocklistChecker blocklists;
    private final Signers signers;
    private final ExchangerCache exchangers;
    private final Outbox outbox = new Outbox();

    /** @param mailServer the name of the server that bounces go to; empty where nobody has told it */
    public LocalMailAgent(DataSource database, Secrets secrets, Clock clock, DnsSettings dns, String mailServer) {
        this(database, secrets, clock, dns, TimeLimits.USUAL, mailServer);
    }

    LocalMailAgent(
            DataSource database, Secrets secrets, Clock clock, DnsSettings dns, TimeLimits limits, String mailServer) {
        JdbcClient jdbc = JdbcClient.create(database);
        providers = new Providers(jdbc, secrets, clock);
        transports = new Transports(providers, limits, clock);
        domains = new SendingDomains(jdbc, secrets, providers, clock, mailServer);
        DnsClient resolver = new DnsClient(dns);
        checker = new DomainChecker(domains, providers, resolver, clock);
        blocklists = new BlocklistChecker(resolver);
        signers = new Signers(domains);
        exchangers = new ExchangerCache(dns);
    }

    @Override
    public List<Outcome> deliver(Wave wave) {
        return outbox.once(wave.letters(), letters -> send(wave, letters));
    }

    private List<Outcome> send(Wave wave, List<Letter> letters) {
        try {
            Optional<Transport> transport = transports.find(wave.workspaceId(), wave.providerId(), wave.source());
            if (transport.isEmpty()) {
                Reply reply = Reply.local("5.3.5", "the workspace has no provider " + wave.providerId());
                return each(letters, letter -> new Refused(letter.messageId(), reply, Refused.Scope.PROVIDER));
            }
            return sendSigned(transport.get(), wave.workspaceId(), letters);
        } catch (DataAccessException away) {
            Reply reply = Reply.local("4.3.0", "MailAgent's database does not answer");
            return each(letters, letter -> new Deferred(letter.messageId(), reply, Deferred.Scope.PROVIDER));
        } catch (UnreadableSecretException unreadable) {
            Reply reply = Reply.local("5.3.5", String.valueOf(unreadable.getMessage()));
            return each(letters, letter -> new Refused(letter.messageId(), reply, Refused.Scope.PROVIDER));
        }
    }

    private static List<Outcome> each(List<Letter> letters, Function<Letter, Outcome> outcome) {
        return letters.stream().map(outcome).toList();
    }

    /** A letter that should be signed and cannot be is refused: unsigned it would harm the domain's name. */
    private List<Outcome> sendSigned(Transport transport, UUID workspaceId, List<Letter> letters) {
        Outcome[] outcomes = new Outcome[letters.size()];
        List<Integer> places = new ArrayList<>(letters.size());
        List<Outgoing> outgoing = new ArrayList<>(letters.size());
        for (int i = 0; i < outcomes.length; i++) {
            Letter letter = letters.get(i);
            String domain = letter.envelope().signingDomain();
            DkimSigner signer = domain == null
                    ? null
                    : signers.find(new DomainKey(workspaceId, domain)).orElse(null);
            if (domain == null || signer != null) {
                places.add(i);
                outgoing.add(new Outgoing(letter, signer));
            } else {
                Reply reply = Reply.local("5.7.20", "there is no DKIM key of " + domain);
                outcomes[i] = new Refused(letter.messageId(), reply, Refused.Scope.MESSAGE);
            }
        }
        List<Outcome> sent = transport.send(outgoing);
        for (int i = 0; i < sent.size(); i++) {
            outcomes[places.get(i)] = sent.get(i);
        }
        return List.of(outcomes);
    }

    @Override
    public void saveProvider(ProviderSpec provider) {
        if (!providers.save(provider)) {
            throw new InvalidFieldException("key", "names a provider of another workspace or of another kind");
        }
        transports.forget(provider.key().providerId());
    }

    @Override
    public void removeProvider(ProviderKey provider) {
        providers.delete(provider);
        transports.forget(provider.providerId());
    }

    @Override
    public ProviderStatus probeProvider(ProviderKey provider) {
        try {
            return transports
                    .find(provider.workspaceId(), provider.providerId(), null)
                    .map(Transport::probe)
                    .orElseGet(
                            () -> new ProviderStatus(State.UNKNOWN_PROVIDER, "there is no such provider", List.of()));
        } catch (UnreadableSecretException unreadable) {
            return new ProviderStatus(State.SIGN_IN_REFUSED, String.valueOf(unreadable.getMessage()), List.of());
        }
    }

    @Override
    public DkimKey createDomain(DomainKey domain) {
        DkimKey key = domains.create(domain);
        signers.forget(domain);
        return key;
    }

    @Override
    public List<DnsRecord> records(DomainKey domain) {
        return domains.records(domain);
    }

    @Override
    public DomainCheck checkDomain(DomainKey domain) {
        return checker.check(domain);
    }

    @Override
    public DomainCheck verifyDomain(DomainKey domain) {
        DomainCheck check = checker.verify(domain);
        signers.forget(domain);
        return check;
    }

    @Override
    public List<Selector> rotateKeys(DomainKey domain) {
        return domains.rotate(domain);
    }

    @Override
    public List<Selector> addEd25519(DomainKey domain) {
        return domains.addEd25519(domain);
    }

    @Override
    public List<Selector> retireEd25519(DomainKey domain) {
        List<Selector> left = domains.retireEd25519(domain);
        signers.forget(domain);
        return left;
    }

    @Override
    public RecordCheck checkTracking(TrackingHost host) {
        return checker.check(host);
    }

    @Override
    public List<BlocklistAnswer> checkBlocklists(BlocklistQuestion question) {
        return blocklists.check(question);
    }

    @Override
    public RecordCheck checkSource(Source source) {
        return checker.check(source);
    }

    @Override
    public List<MailHosts> mailHosts(List<String> domains) {
        if (domains.size() > MOST_DOMAINS) {
            throw new InvalidFieldException("domains", "are more than " + MOST_DOMAINS);
        }
        Map<String, Answer<MailExchanger>> answers =
                exchangers.find(domains.stream().distinct().toList(), DNS_PATIENCE);
        return domains.stream()
                .map(domain -> mailHosts(domain, Objects.requireNonNull(answers.get(domain))))
                .toList();
    }

    private static MailHosts mailHosts(String domain, Answer<MailExchanger> answer) {
        List<String> hosts = answer.values().stream()
                .map(exchanger -> exchanger.host().toLowerCase(Locale.ROOT))
                .filter(host -> !host.isEmpty())
                .toList();
        Known known = answer instanceof Answer.Failed ? Known.UNKNOWN : hosts.isEmpty() ? Known.NONE : Known.HOSTS;
        return new MailHosts(domain, known, hosts);
    }

    @Override
    public void removeDomain(DomainKey domain) {
        domains.remove(domain);
        signers.forget(domain);
    }

    /**
     * Locks all secrets with the first key that are locked with another, so that the others can be taken away.
     *
     * @return how many there were
     * @throws UnreadableSecretException if the key of one is not configured; those before it are done
     */
    public int rekey() {
        return providers.rekey() + domains.rekey();
    }

    @Override
    public void close() {
        transports.close();
    }
}
