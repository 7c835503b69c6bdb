package lettermill.agent;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import lettermill.agent.AgentLine.Answered;
import lettermill.agent.AgentLine.Call;
import lettermill.agent.AgentLine.Lost;
import lettermill.agent.AgentLine.NotSent;
import lettermill.base.Problem;
import lettermill.wire.DkimKey;
import lettermill.wire.DomainKey;
import lettermill.wire.InvalidFieldException;
import lettermill.wire.MailAgent;
import lettermill.wire.Outcome;
import lettermill.wire.ProviderKey;
import lettermill.wire.ProviderSpec;
import lettermill.wire.ProviderStatus;
import lettermill.wire.Source;
import lettermill.wire.Wave;
import lettermill.wire.blocklist.BlocklistAnswer;
import lettermill.wire.blocklist.BlocklistQuestion;
import lettermill.wire.domain.DnsRecord;
import lettermill.wire.domain.DomainCheck;
import lettermill.wire.domain.MailHosts;
import lettermill.wire.domain.RecordCheck;
import lettermill.wire.domain.Selector;
import lettermill.wire.domain.TrackingHost;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * MailAgent in a process of its own, asked over HTTP. All but {@link #deliver} throws {@link Problem.Unavailable} when it does
 * not answer.
 */
final class RemoteMailAgent implements MailAgent, AutoCloseable {

    /** How long a lost answer to a wave is asked for again. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** The slowest of its answers, a check of all records of a domain, takes some 10 seconds, a probe 20. */
    private static final Duration ANSWER = Duration.ofSeconds(40);

    private static final Duration GREETING = Duration.ofSeconds(2);
    private static final int TRIES = 3;
    private static final int OK = 200;
    private static final int WRONG_VALUE = 422;

    private final AgentLine line;
    private final JsonMapper json = WireJson.mapper();
    private final Duration patience;
    private volatile @Nullable UUID instance;

    RemoteMailAgent(AgentLine line) {
        this(line, PATIENCE);
    }

    RemoteMailAgent(AgentLine line, Duration patience) {
        this.line = line;
        this.patience = patience;
    }

    @Override
    public List<Outcome> deliver(Wave wave) {
        return new RemoteDelivery(line, json, wave.letters(), json.writeValueAsBytes(wave), patience)
                .run(instance, met -> instance = met);
    }

    @Override
    public void saveProvider(ProviderSpec provider) {
        tell("save-provider", provider);
    }

    @Override
    public void removeProvider(ProviderKey provider) {
        tell("remove-provider", provider);
    }

    @Override
    public ProviderStatus probeProvider(ProviderKey provider) {
        return ask("probe-provider", provider, ProviderStatus.class);
    }

    @Override
    public DkimKey createDomain(DomainKey domain) {
        return ask("create-domain", domain, DkimKey.class);
    }

    @Override
    public List<DnsRecord> records(DomainKey domain) {
        return List.of(ask("records", domain, DnsRecord[].class));
    }

    @Override
    public DomainCheck checkDomain(DomainKey domain) {
        return ask("check-domain", domain, DomainCheck.class);
    }

    @Override
    public DomainCheck verifyDomain(DomainKey domain) {
        return ask("verify-domain", domain, DomainCheck.class);
    }

    @Override
    public List<Selector> rotateKeys(DomainKey domain) {
        return List.of(ask("rotate-keys", domain, Selector[].class));
    }

    @Override
    public List<Selector> addEd25519(DomainKey domain) {
        return List.of(ask("add-ed25519", domain, Selector[].class));
    }

    @Override
    public List<Selector> retireEd25519(DomainKey domain) {
        return List.of(ask("retire-ed25519", domain, Selector[].class));
    }

    @Override
    public RecordCheck checkTracking(TrackingHost host) {
        return ask("check-tracking", host, RecordCheck.class);
    }

    @Override
    public List<BlocklistAnswer> checkBlocklists(BlocklistQuestion question) {
        return List.of(ask("check-blocklists", question, BlocklistAnswer[].class));
    }

    @Override
    public RecordCheck checkSource(Source source) {
        return ask("check-source", source, RecordCheck.class);
    }

    @Override
    public List<MailHosts> mailHosts(List<String> domains) {
        return List.of(ask("mail-hosts", domains, MailHosts[].class));
    }

    @Override
    public void removeDomain(DomainKey domain) {
        tell("remove-domain", domain);
    }

    /** Why it cannot be used at this moment, in words; empty if it can. */
    String trouble() {
        return switch (line.call("hello", new byte[0], null, GREETING)) {
            case Answered answer when answer.status() == OK -> "";
            case Answered answer -> refusal(answer);
            case NotSent away -> away.why();
            case Lost lost -> lost.why();
        };
    }

    private <T> T ask(String operation, Object question, Class<T> type) {
        return json.readValue(tell(operation, question), type);
    }

    /** Asks again when the answer is lost: all of these do the same however often they are said. */
    private byte[] tell(String operation, Object question) {
        byte[] request = json.writeValueAsBytes(question);
        for (int tries = 1; ; tries++) {
            Call call = line.call(operation, request, null, ANSWER);
            switch (call) {
                case Answered answer
                when answer.status() == OK -> {
                    return answer.body();
                }
                case Answered answer when answer.status() == WRONG_VALUE -> throw wrongValue(answer);
                case Answered answer -> throw new Problem.Unavailable(refusal(answer));
                case NotSent away -> throw new Problem.Unavailable("MailAgent is away: " + away.why());
                case Lost lost -> {
                    if (tries == TRIES || Thread.currentThread().isInterrupted()) {
                        throw new Problem.Unavailable("MailAgent's answer was lost: " + lost.why());
                    }
                }
            }
        }
    }

    private InvalidFieldException wrongValue(Answered answer) {
        WireJson.WrongField wrong = json.readValue(answer.body(), WireJson.WrongField.class);
        return new InvalidFieldException(wrong.field(), wrong.reason());
    }

    private static String refusal(Answered answer) {
        return switch (answer.status()) {
            case 401 -> "MailAgent does not know our MAILAGENT_TOKEN, or wants MAILAGENT_TLS_CLIENT_CERTIFICATE";
            case 404 -> "there is no MailAgent at MAILAGENT_URL";
            default -> "MailAgent answered with " + answer.status();
        };
    }

    @Override
    public void close() {
        line.close();
    }
}
