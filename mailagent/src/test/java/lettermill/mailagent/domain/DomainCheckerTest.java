package lettermill.mailagent.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import lettermill.lab.dns.Zone;
import lettermill.lab.dns.Zone.Manner;
import lettermill.mailagent.Database;
import lettermill.mailagent.dns.LoopbackDns;
import lettermill.mailagent.provider.Providers;
import lettermill.mailagent.secret.Secrets;
import lettermill.wire.DomainKey;
import lettermill.wire.ProviderKey;
import lettermill.wire.SmtpProvider;
import lettermill.wire.SmtpProvider.Credentials;
import lettermill.wire.SmtpProvider.Endpoint;
import lettermill.wire.SmtpProvider.Security;
import lettermill.wire.SmtpProvider.Trust;
import lettermill.wire.domain.DnsRecord;
import lettermill.wire.domain.DnsRecord.Purpose;
import lettermill.wire.domain.Finding;
import lettermill.wire.domain.Finding.Severity;
import lettermill.wire.domain.RecordCheck;
import lettermill.wire.domain.RecordCheck.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A domain's records as DNS has them, against those that are wanted. */
@Timeout(60)
class DomainCheckerTest {
    private static final String HOST = "news.example.org";

    private final LoopbackDns server = new LoopbackDns();
    private final Zone zone = server.zone();
    private final DomainKey domain = new DomainKey(UUID.randomUUID(), HOST);
    private final JdbcClient jdbc = JdbcClient.create(Database.dataSource());
    private final Secrets secrets = new Secrets(List.of(new byte[32]));
    private final Providers providers = new Providers(jdbc, secrets, Clock.systemUTC());
    private final SendingDomains domains =
            new SendingDomains(jdbc, secrets, providers, Clock.systemUTC(), "mx.example.org");
    private final DomainChecker checker = new DomainChecker(domains, providers, server.client(), Clock.systemUTC());

    @BeforeEach
    void furnish() {
        domains.create(domain);
        provider("smtp.example.net");
        zone.address("smtp.example.net", "192.0.2.25").address("mx.example.org", "192.0.2.30");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whatIsPublishedAsWantedIsRight() {
        publishAll();
        assertThat(checker.check(domain).records())
                .extracting(check -> check.wanted().purpose(), RecordCheck::verdict, RecordCheck::advice)
                .containsExactly(
                        tuple(Purpose.SPF, Verdict.OK, ""),
                        tuple(Purpose.DKIM, Verdict.OK, ""),
                        tuple(Purpose.DMARC, Verdict.OK, ""),
                        tuple(Purpose.RETURN_PATH, Verdict.OK, ""));
    }

    @Test
    void anEmptyZoneLacksEverythingAndSaysWhatToDo() {
        assertThat(checker.check(domain).records()).hasSize(4).allSatisfy(check -> {
            assertThat(check.verdict()).isEqualTo(Verdict.MISSING);
            assertThat(check.found()).isEmpty();
            assertThat(check.advice()).contains("Publish");
            assertThat(check.asked()).isNotEmpty();
        });
        assertThat(check(Purpose.SPF).wanted().value()).isEqualTo("v=spf1 a:smtp.example.net ~all");
    }

    @Test
    void aDomainWithoutAKeyHasNothingToCheck() {
        assertThat(checker.check(new DomainKey(UUID.randomUUID(), HOST)).records())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Manner.class,
            names = {"SILENT", "FAILING", "FORGED"})
    void badDnsIsNoVerdictOnTheRecords(Manner manner) {
        for (String name : List.of(HOST, "_dmarc." + HOST, wanted(Purpose.DKIM).name())) {
            zone.manner(name, manner);
        }
        assertThat(checker.check(domain).records()).allSatisfy(check -> {
            assertThat(check.verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(check.advice()).contains("DNS did not tell");
        });
    }

    @Test
    void aliasesInACircleEnd() {
        for (String name : List.of(HOST, "_dmarc." + HOST, wanted(Purpose.DKIM).name())) {
            zone.alias(name, "round." + name).alias("round." + name, name);
        }
        assertThat(checker.check(domain).records())
                .allSatisfy(check -> assertThat(check.verdict()).isEqualTo(Verdict.UNKNOWN));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "v=spf1 ip4:192.0.2.25 -all | OK | lets your providers send",
                "v=spf1 a:smtp.example.net ~all | OK | lets your providers send",
                "v=spf1 ip4:198.51.100.1 -all | WRONG | v=spf1 ip4:198.51.100.1 a:smtp.example.net -all",
                "v=spf1 ip4:198.51.100.1 | WRONG | v=spf1 ip4:198.51.100.1 a:smtp.example.net",
                "v=spf1 ip4:198.51.100.1 redirect=_spf.example.org | WRONG | a:smtp.example.net redirect=_spf.example.org",
                "v=spf1 -all | WRONG | v=spf1 a:smtp.example.net ~all",
                "v=spf1 +all | OK | lets the whole Internet send",
                "v=spf1 ipv4:192.0.2.25 -all | WRONG | Receivers give up",
                "v=spf1 include:gone.example.org -all | WRONG | gone.example.org has no SPF record",
                "v=spf1 include:loop.example.org -all | WRONG | more than 10 terms",
                "v=spf10 -all | MISSING | has no SPF record"
            })
    void spfIsEvaluatedForTheProvidersServers(String record, Verdict verdict, String says) {
        zone.text(HOST, record)
                .text(HOST, "some=other; text")
                .text("loop.example.org", "v=spf1 include:loop.example.org -all")
                .text("_spf.example.org", "v=spf1 -all");
        RecordCheck check = check(Purpose.SPF);
        assertThat(check.verdict()).isEqualTo(verdict);
        assertThat(check.wanted().value() + check.findings()).contains(says);
    }

    @Test
    void severalSpfRecordsAreAnError() {
        zone.text(HOST, "v=spf1 a -all").text(HOST, "v=spf1 mx -all");
        assertThat(check(Purpose.SPF).verdict()).isEqualTo(Verdict.WRONG);
        assertThat(check(Purpose.SPF).advice()).contains("2 SPF records", "Join them");
        assertThat(check(Purpose.SPF).found()).hasSize(2);
    }

    @Test
    void vendorsAreFoundByTheRecordTheyKeep() {
        provider("email-smtp.eu-west-1.amazonaws.com");
        zone.text("amazonses.com", "v=spf1 ip4:198.51.100.0/24 -all")
                .text(HOST, "v=spf1 a:smtp.example.net include:amazonses.com -all");
        assertThat(check(Purpose.SPF).verdict()).isEqualTo(Verdict.OK);
        zone.remove(HOST).text(HOST, "v=spf1 a:smtp.example.net -all");
        assertThat(check(Purpose.SPF).verdict()).isEqualTo(Verdict.WRONG);
        assertThat(check(Purpose.SPF).wanted().value())
                .isEqualTo("v=spf1 a:smtp.example.net include:amazonses.com -all");
    }

    @Test
    void aServerThatNobodySeesFromOutsideIsNotLookedFor() {
        provider("127.0.0.1");
        zone.text(HOST, "v=spf1 ip4:192.0.2.25 -all");
        assertThat(check(Purpose.SPF).verdict()).isEqualTo(Verdict.OK);
        assertThat(check(Purpose.SPF).findings())
                .anyMatch(finding -> finding.what().contains("127.0.0.1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "v=DKIM1; k=rsa; p= | WRONG | revoked",
                "v=DKIM1; k=rsa; p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A | WRONG | cut off",
                "v=DKIM1; k=rsa; p={another} | WRONG | Another key",
                "k=rsa;p={ours with blanks}; | OK | published",
                "v=DKIM1; t=y; p={ours} | OK | tried out",
                "v=DKIM1; h=sha1; p={ours} | WRONG | SHA-256",
                "v=DKIM1; s=other; p={ours} | WRONG | does not allow e-mail"
            })
    void dkimComparesTheKeyAndNotItsSpelling(String record, Verdict verdict, String says) {
        DnsRecord wanted = wanted(Purpose.DKIM);
        String ours = wanted.value().replaceFirst(".*p=", "");
        DomainKey other = new DomainKey(UUID.randomUUID(), HOST);
        String another = domains.create(other).records().get(1).value().replaceFirst(".*p=", "");
        zone.text(
                wanted.name(),
                record.replace("{ours}", ours)
                        .replace("{another}", another)
                        .replace("{ours with blanks}", ours.replaceAll("(.{60})", "$1 ")));
        RecordCheck check = check(Purpose.DKIM);
        assertThat(check.verdict()).isEqualTo(verdict);
        assertThat(check.findings().toString()).contains(says);
    }

    @Test
    void aKeyMayBeDelegated() {
        DnsRecord wanted = wanted(Purpose.DKIM);
        zone.alias(wanted.name(), "keys.example.com").text("keys.example.com", wanted.value());
        assertThat(check(Purpose.DKIM).verdict()).isEqualTo(Verdict.OK);
        assertThat(check(Purpose.DKIM).findings())
                .anyMatch(finding -> finding.what().contains("alias of keys.example.com"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "_dmarc.news.example.org | v=DMARC1; p=none; rua=mailto:a@example.org | OK | covers mail",
                "_dmarc.example.org | v=DMARC1; p=reject; adkim=s; aspf=s | OK | record of example.org covers",
                "_dmarc.example.org | v=DMARC1; p=reject; pct=5 | OK | pct= was removed",
                "_dmarc.news.example.org | v=DMARC1; p=nothing | WRONG | no usable DMARC record",
                "_dmarc.news.example.org | v=spf1 -all | WRONG | no usable DMARC record"
            })
    void dmarcMayComeFromAbove(String name, String record, Verdict verdict, String says) {
        zone.text(name, record);
        RecordCheck check = check(Purpose.DMARC);
        assertThat(check.verdict()).isEqualTo(verdict);
        assertThat(check.findings().toString()).contains(says);
    }

    @Test
    void bouncesNeedAWayBack() {
        zone.address(HOST, "192.0.2.80");
        assertThat(check(Purpose.RETURN_PATH).verdict()).isEqualTo(Verdict.OK);
        assertThat(check(Purpose.RETURN_PATH).findings())
                .extracting(Finding::severity)
                .contains(Severity.WARNING);
        zone.exchanger(HOST, 10, "gone.example.org");
        assertThat(check(Purpose.RETURN_PATH).verdict()).isEqualTo(Verdict.WRONG);
        zone.exchanger(HOST, 20, "mx.example.org");
        assertThat(check(Purpose.RETURN_PATH).verdict()).isEqualTo(Verdict.OK);
        zone.remove(HOST).exchanger(HOST, 0, "");
        assertThat(check(Purpose.RETURN_PATH).advice()).contains("takes no mail at all");
    }

    @Test
    void aCheckOfSilenceTakesSeconds() {
        for (String name : List.of(HOST, "_dmarc." + HOST, wanted(Purpose.DKIM).name())) {
            zone.manner(name, Manner.SILENT);
        }
        long start = System.nanoTime();
        checker.check(domain);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    private void publishAll() {
        for (DnsRecord record : domains.records(domain)) {
            if (record.type().equals("TXT")) {
                zone.text(record.name(), record.value());
            }
        }
        zone.exchanger(HOST, 10, "mx.example.org");
    }

    private RecordCheck check(Purpose purpose) {
        return checker.check(domain).records().stream()
                .filter(check -> check.wanted().purpose() == purpose)
                .findFirst()
                .orElseThrow();
    }

    private DnsRecord wanted(Purpose purpose) {
        return domains.records(domain).stream()
                .filter(record -> record.purpose() == purpose)
                .findFirst()
                .orElseThrow();
    }

    private void provider(String host) {
        providers.save(new SmtpProvider(
                new ProviderKey(domain.workspaceId(), UUID.randomUUID()),
                new Endpoint(host, 587, Security.STARTTLS_REQUIRED, Trust.SYSTEM),
                Credentials.NONE,
                1,
                "lettermill.example"));
    }
}
