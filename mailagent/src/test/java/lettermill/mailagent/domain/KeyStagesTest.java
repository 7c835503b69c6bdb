package lettermill.mailagent.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import lettermill.lab.dns.Zone;
import lettermill.lab.dns.Zone.Manner;
import lettermill.mailagent.Database;
import lettermill.mailagent.Letters;
import lettermill.mailagent.dns.LoopbackDns;
import lettermill.mailagent.mime.MimeMessage;
import lettermill.mailagent.provider.Providers;
import lettermill.mailagent.secret.Secrets;
import lettermill.wire.DomainKey;
import lettermill.wire.MailAgent;
import lettermill.wire.domain.DomainCheck;
import lettermill.wire.domain.Finding.Severity;
import lettermill.wire.domain.RecordCheck.Verdict;
import lettermill.wire.domain.Selector;
import lettermill.wire.domain.Selector.Algorithm;
import lettermill.wire.domain.Selector.Stage;
import lettermill.wire.domain.SelectorCheck;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;

/** From a key that waits for its record to one that is erased, against DNS as it is. */
@Timeout(60)
class KeyStagesTest {
    private static final Pattern SELECTOR =
            Pattern.compile("a=(rsa|ed25519)-sha256;.*?\r\n s=(lm[0-9a-f]+);", Pattern.DOTALL);

    private final LoopbackDns server = new LoopbackDns();
    private final Zone zone = server.zone();
    private final DomainKey domain = new DomainKey(UUID.randomUUID(), "news.example");
    private final JdbcClient jdbc = JdbcClient.create(Database.dataSource());
    private final Secrets secrets = new Secrets(List.of(new byte[32]));
    private Instant now = Instant.parse("2026-03-02T10:00:00Z");
    private final Clock clock = new Moving();
    private final Providers providers = new Providers(jdbc, secrets, clock);
    private final SendingDomains domains = new SendingDomains(jdbc, secrets, providers, clock, "mx.news.example");
    private final DomainChecker checker = new DomainChecker(domains, providers, server.client(), clock);
    private String old = "";

    /** Stands until the test moves it. */
    private final class Moving extends Clock {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @BeforeEach
    void furnish() {
        old = domains.create(domain).selector();
        publish(
                domains.records(domain).get(1).name(),
                domains.records(domain).get(1).value());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aSuccessorSignsOnceItsRecordWasSeenAndNotBefore() {
        Selector next = rotate();
        assertThat(next.stage()).isEqualTo(Stage.WAITING);
        assertThat(next.name()).isNotEqualTo(old);
        assertThat(only(checker.verify(domain)).record().verdict()).isEqualTo(Verdict.MISSING);
        assertThat(signed()).containsExactly("rsa " + old);

        zone.manner(next.record().name(), Manner.SILENT);
        assertThat(only(checker.verify(domain)).record().verdict()).isEqualTo(Verdict.UNKNOWN);
        zone.remove(next.record().name()).text(next.record().name(), "v=DKIM1; p=AAAA");
        assertThat(only(checker.verify(domain)).record().verdict()).isEqualTo(Verdict.WRONG);
        assertThat(signed()).containsExactly("rsa " + old);

        publish(next.record().name(), next.record().value());
        assertThat(only(checker.check(domain)).selector().stage())
                .as("who only looks changes nothing")
                .isEqualTo(Stage.WAITING);
        assertThat(signed()).containsExactly("rsa " + old);
        DomainCheck turned = checker.verify(domain);
        assertThat(turned.records().get(1).wanted().name())
                .isEqualTo(next.record().name());
        assertThat(turned.records().get(1).verdict()).isEqualTo(Verdict.OK);
        assertThat(only(turned).selector().name()).isEqualTo(old);
        assertThat(only(turned).selector().stage()).isEqualTo(Stage.RETIRED);
        assertThat(only(turned).selector().keepUntil()).isEqualTo(now.plus(MailAgent.KEEP_RETIRED));
        assertThat(signed()).containsExactly("rsa " + next.name());
    }

    @Test
    void theOldRecordIsNeededForAWeekThenTheKeyIsErasedAndTheRecordMayGo() {
        Selector next = rotate();
        publish(next.record().name(), next.record().value());
        SelectorCheck retired = only(checker.verify(domain));
        assertThat(retired.record().findings())
                .extracting(finding -> finding.advice())
                .containsExactly("Leave the record published until 9 March 2026.");
        now = now.plus(MailAgent.KEEP_RETIRED).minusSeconds(1);
        checker.verify(domain);
        assertThat(privateKeys()).isEqualTo(2);
        zone.remove(retired.selector().record().name());
        assertThat(only(checker.verify(domain)).record().findings().getFirst().severity())
                .as("it is gone too early")
                .isEqualTo(Severity.WARNING);

        publish(retired.selector().record().name(), retired.selector().record().value());
        now = now.plusSeconds(1);
        SelectorCheck erased = only(checker.verify(domain));
        assertThat(erased.selector().stage()).isEqualTo(Stage.ERASED);
        assertThat(erased.record().findings().getFirst().advice()).isEqualTo("The record may be removed.");
        assertThat(privateKeys()).isOne();
        assertThat(signed()).containsExactly("rsa " + next.name());
        jdbc.sql("DELETE FROM mailagent.dkim_key WHERE workspace_id <> :ours")
                .param("ours", domain.workspaceId())
                .update();
        assertThat(domains.rekey()).as("what is erased cannot be locked anew").isZero();

        zone.remove(erased.selector().record().name());
        checker.verify(domain);
        assertThat(checker.check(domain).selectors()).isEmpty();
    }

    @Test
    void askingTwiceMakesOneSuccessorEvenAtOnce() throws Exception {
        List<Callable<List<Selector>>> askers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            askers.add(() -> domains.rotate(domain));
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<List<Selector>> answer : threads.invokeAll(askers)) {
                assertThat(answer.get()).isEqualTo(List.of(rotate()));
            }
        }
        publish(rotate().record().name(), rotate().record().value());
        List<Callable<DomainCheck>> lookers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            lookers.add(() -> checker.verify(domain));
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<DomainCheck> answer : threads.invokeAll(lookers)) {
                assertThat(only(answer.get()).selector().stage()).isEqualTo(Stage.RETIRED);
            }
        }
    }

    @Test
    void aRotationAfterAnotherLeavesBothOldRecordsNeeded() {
        Selector second = rotate();
        publish(second.record().name(), second.record().value());
        checker.verify(domain);
        now = now.plus(Duration.ofDays(1));
        Selector third = rotate();
        publish(third.record().name(), third.record().value());
        assertThat(checker.verify(domain).selectors())
                .extracting(check ->
                        check.selector().name() + " " + check.selector().stage())
                .containsExactlyInAnyOrder(old + " RETIRED", second.name() + " RETIRED");
        assertThat(signed()).containsExactly("rsa " + third.name());
    }

    @Test
    void ed25519SignsBesideRsaAsLongAsItsRecordIsThere() {
        Selector second = domains.addEd25519(domain).getFirst();
        assertThat(domains.addEd25519(domain)).containsExactly(second);
        assertThat(second.record().value()).matches("v=DKIM1; k=ed25519; p=[A-Za-z0-9+/]{43}=");
        checker.verify(domain);
        assertThat(signed()).containsExactly("rsa " + old);
        publish(second.record().name(), second.record().value());
        DomainCheck check = checker.verify(domain);
        assertThat(check.records().get(1).wanted().name()).startsWith(old);
        assertThat(only(check).selector().stage()).isEqualTo(Stage.SIGNING);
        assertThat(signed()).containsExactly("rsa " + old, "ed25519 " + second.name());

        zone.remove(second.record().name()).manner(second.record().name(), Manner.SILENT);
        checker.verify(domain);
        assertThat(signed()).as("silence says nothing").hasSize(2);
        zone.remove(second.record().name());
        checker.verify(domain);
        assertThat(signed()).containsExactly("rsa " + old);
        publish(second.record().name(), second.record().value());
        checker.verify(domain);
        assertThat(signed()).hasSize(2);
        assertThat(domains.retireEd25519(domain).getFirst().stage()).isEqualTo(Stage.RETIRED);
        assertThat(signed()).containsExactly("rsa " + old);
    }

    @Test
    void aRotationRenewsBothAndEachTurnsWhenItIsSeen() {
        Selector second = domains.addEd25519(domain).getFirst();
        publish(second.record().name(), second.record().value());
        checker.verify(domain);
        List<Selector> waiting = domains.rotate(domain).stream()
                .filter(selector -> selector.stage() == Stage.WAITING)
                .toList();
        assertThat(waiting).extracting(Selector::algorithm).containsExactlyInAnyOrder(Algorithm.values());
        Selector ed25519 = of(waiting, Algorithm.ED25519);
        publish(ed25519.record().name(), ed25519.record().value());
        checker.verify(domain);
        assertThat(signed()).containsExactly("rsa " + old, "ed25519 " + ed25519.name());
        Selector rsa = of(waiting, Algorithm.RSA);
        publish(rsa.record().name(), rsa.record().value());
        checker.verify(domain);
        assertThat(signed()).containsExactly("rsa " + rsa.name(), "ed25519 " + ed25519.name());

        domains.rotate(domain);
        zone.remove(ed25519.record().name());
        checker.verify(domain);
        assertThat(signed()).as("the record went while a successor waits").containsExactly("rsa " + rsa.name());
        assertThat(domains.retireEd25519(domain))
                .noneMatch(selector -> selector.stage() == Stage.SIGNING)
                .noneMatch(selector -> selector.algorithm() == Algorithm.ED25519 && selector.stage() == Stage.WAITING);
    }

    @Test
    void whoIsUnknownGetsNoKey() {
        DomainKey stranger = new DomainKey(UUID.randomUUID(), "news.example");
        assertThat(domains.rotate(stranger)).isEmpty();
        assertThat(domains.addEd25519(stranger)).isEmpty();
        assertThat(domains.retireEd25519(stranger)).isEmpty();
        assertThat(checker.verify(stranger).records()).isEmpty();
    }

    private Selector rotate() {
        assertThat(domains.rotate(domain)).isNotEmpty();
        return domains.rotate(domain).stream()
                .filter(selector -> selector.stage() == Stage.WAITING)
                .findFirst()
                .orElseThrow();
    }

    private void publish(String name, @Nullable String value) {
        zone.remove(name).text(name, String.valueOf(value));
    }

    private static Selector of(List<Selector> selectors, Algorithm algorithm) {
        return selectors.stream()
                .filter(selector -> selector.algorithm() == algorithm)
                .findFirst()
                .orElseThrow();
    }

    private static SelectorCheck only(DomainCheck check) {
        assertThat(check.selectors()).hasSize(1);
        return check.selectors().getFirst();
    }

    /** The algorithm and selector of each signature of a mail that leaves now. */
    private List<String> signed() {
        String mail = new MimeMessage()
                .compose(
                        Letters.signed(1, "<p>Hi</p>", "Hi"),
                        domains.signer(domain).orElseThrow())
                .toString();
        return SELECTOR.matcher(mail)
                .results()
                .map(found -> found.group(1) + " " + found.group(2))
                .toList();
    }

    private long privateKeys() {
        return jdbc.sql("SELECT count(private_key) FROM mailagent.dkim_key WHERE workspace_id = :workspace")
                .param("workspace", domain.workspaceId())
                .query(Long.class)
                .single();
    }
}
