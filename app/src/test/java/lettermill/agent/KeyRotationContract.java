package lettermill.agent;

import static lettermill.agent.TestLetters.letter;
import static lettermill.agent.TestLetters.person;
import static lettermill.agent.TestLetters.smtp;
import static lettermill.agent.TestLetters.wave;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import lettermill.MailHouse;
import lettermill.lab.dns.DnsServer;
import lettermill.wire.DkimKey;
import lettermill.wire.DomainKey;
import lettermill.wire.MailAgent;
import lettermill.wire.Outcome.Accepted;
import lettermill.wire.ProviderKey;
import lettermill.wire.domain.DnsRecord;
import lettermill.wire.domain.DomainCheck;
import lettermill.wire.domain.RecordCheck.Verdict;
import lettermill.wire.domain.Selector;
import lettermill.wire.domain.Selector.Algorithm;
import lettermill.wire.domain.Selector.Stage;
import lettermill.wire.domain.SelectorCheck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** From one DKIM key to the next, with a second signature beside, wherever MailAgent is; DNS is a server on loopback. */
@Timeout(60)
abstract class KeyRotationContract {

    private static final Pattern SELECTOR = Pattern.compile("\\bs=(lm[0-9a-f]+);");
    private static final AtomicLong IDS = new AtomicLong(1000);

    static final DnsServer DNS = new DnsServer();

    private final UUID workspace = UUID.randomUUID();
    private final ProviderKey provider = new ProviderKey(workspace, UUID.randomUUID());
    private final DomainKey domain = new DomainKey(workspace, "news.example");
    private MailHouse house;

    abstract MailAgent agent();

    @BeforeEach
    void openHouse() throws IOException {
        house = new MailHouse();
        agent().saveProvider(smtp(provider, house.port()));
    }

    @AfterEach
    void closeHouse() {
        house.close();
    }

    @Test
    void mailIsSignedByTheOldKeyUntilTheNewOnesRecordWasSeen() {
        DkimKey old = agent().createDomain(domain);
        publish(old.records().get(1));
        Selector next = agent().rotateKeys(domain).getFirst();
        assertThat(next.algorithm()).isEqualTo(Algorithm.RSA);
        assertThat(next.stage()).isEqualTo(Stage.WAITING);
        assertThat(agent().rotateKeys(domain)).containsExactly(next);
        assertThat(agent().records(domain)).isEqualTo(old.records());

        SelectorCheck waiting = agent().verifyDomain(domain).selectors().getFirst();
        assertThat(waiting.selector()).isEqualTo(next);
        assertThat(waiting.record().verdict()).isEqualTo(Verdict.MISSING);
        assertThat(signers()).containsExactly(old.selector());

        publish(next.record());
        assertThat(agent().checkDomain(domain).selectors().getFirst().record().verdict())
                .isEqualTo(Verdict.OK);
        assertThat(signers()).containsExactly(old.selector());
        DomainCheck turned = agent().verifyDomain(domain);
        assertThat(turned.records().get(1).wanted()).isEqualTo(next.record());
        Selector retired = turned.selectors().getFirst().selector();
        assertThat(retired.name()).isEqualTo(old.selector());
        assertThat(retired.stage()).isEqualTo(Stage.RETIRED);
        assertThat(retired.keepUntil())
                .isBetween(
                        Instant.now().plus(Duration.ofDays(6)),
                        Instant.now().plus(MailAgent.KEEP_RETIRED).plusSeconds(1));
        assertThat(signers()).containsExactly(next.name());
        assertThat(agent().createDomain(domain).selector()).isEqualTo(next.name());
    }

    @Test
    void aSecondSignatureComesAndGoes() {
        DkimKey rsa = agent().createDomain(domain);
        Selector second = agent().addEd25519(domain).getFirst();
        assertThat(second.algorithm()).isEqualTo(Algorithm.ED25519);
        assertThat(agent().addEd25519(domain)).containsExactly(second);
        assertThat(signers()).containsExactly(rsa.selector());
        publish(second.record());
        assertThat(agent().verifyDomain(domain)
                        .selectors()
                        .getFirst()
                        .selector()
                        .stage())
                .isEqualTo(Stage.SIGNING);
        assertThat(signers()).containsExactly(rsa.selector(), second.name());
        assertThat(agent().retireEd25519(domain).getFirst().stage()).isEqualTo(Stage.RETIRED);
        assertThat(signers()).containsExactly(rsa.selector());
        agent().removeDomain(domain);
        assertThat(agent().verifyDomain(domain).selectors()).isEmpty();
        assertThat(agent().rotateKeys(domain)).isEmpty();
        assertThat(agent().addEd25519(domain)).isEmpty();
    }

    private static void publish(DnsRecord record) {
        DNS.zone().remove(record.name()).text(record.name(), record.value());
    }

    /** The selectors that a mail is signed with which leaves now. */
    private List<String> signers() {
        long id = IDS.incrementAndGet();
        assertThat(agent().deliver(wave(provider, workspace, letter(id, "news.example"))))
                .allMatch(Accepted.class::isInstance);
        return SELECTOR.matcher(house.to(person(id)).getFirst().source())
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }
}
