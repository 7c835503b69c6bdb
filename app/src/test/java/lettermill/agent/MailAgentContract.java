package lettermill.agent;

import static lettermill.agent.TestLetters.letter;
import static lettermill.agent.TestLetters.person;
import static lettermill.agent.TestLetters.smtp;
import static lettermill.agent.TestLetters.wave;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import lettermill.MailHouse;
import lettermill.wire.DkimKey;
import lettermill.wire.DomainKey;
import lettermill.wire.InvalidFieldException;
import lettermill.wire.Letter;
import lettermill.wire.MailAgent;
import lettermill.wire.Outcome;
import lettermill.wire.Outcome.Accepted;
import lettermill.wire.Outcome.Deferred;
import lettermill.wire.Outcome.Refused;
import lettermill.wire.ProviderKey;
import lettermill.wire.ProviderSpec;
import lettermill.wire.ProviderStatus.State;
import lettermill.wire.Source;
import lettermill.wire.Wave;
import lettermill.wire.blocklist.Blocklist;
import lettermill.wire.blocklist.BlocklistAnswer;
import lettermill.wire.blocklist.BlocklistQuestion;
import lettermill.wire.domain.DnsRecord;
import lettermill.wire.domain.MailHosts;
import lettermill.wire.domain.MailHosts.Known;
import lettermill.wire.domain.RecordCheck;
import lettermill.wire.domain.RecordCheck.Verdict;
import lettermill.wire.domain.TrackingHost;
import lettermill.wire.vendor.ApiKey;
import lettermill.wire.vendor.VendorSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds wherever MailAgent is. */
abstract class MailAgentContract {

    private static final URI NOBODY = URI.create("http://127.0.0.1:1");

    private static final AtomicLong IDS = new AtomicLong();

    /** A MailAgent remembers what it sent, so no test uses another's ids. */
    final long first = IDS.addAndGet(10);

    final UUID workspace = UUID.randomUUID();
    final ProviderKey provider = new ProviderKey(workspace, UUID.randomUUID());
    MailHouse house;

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

    List<Outcome> deliver(Letter... letters) {
        return agent().deliver(wave(provider, workspace, letters));
    }

    @Test
    void aLetterArrivesAsItWasWritten() {
        DkimKey key = agent().createDomain(new DomainKey(workspace, "news.example"));
        assertThat(deliver(letter(first, "news.example")))
                .singleElement()
                .isInstanceOfSatisfying(Accepted.class, sent -> {
                    assertThat(sent.messageId()).isEqualTo(first);
                    assertThat(sent.reply().code()).isEqualTo(250);
                });
        MailHouse.Mail mail = house.to(person(first)).getFirst();
        assertThat(mail.sender()).isEqualTo("bounce@news.example");
        assertThat(mail.header("Date")).startsWith("Tue, 24 Nov 2026 10:00:00");
        assertThat(mail.header("X-Campaign")).isEqualTo("spring");
        assertThat(mail.header("List-Unsubscribe-Post")).isEqualTo("List-Unsubscribe=One-Click");
        assertThat(mail.header("DKIM-Signature")).contains("s=" + key.selector(), "d=news.example");
        assertThat(mail.source()).contains("Gr=C3=BC=C3=9Fe", "=F0=9F=92=8C");
    }

    @Test
    void eachLetterGetsItsOwnOutcomeInOrder() {
        house.answer(person(first + 1), 550, "5.1.1 nobody of that name");
        house.answer(person(first + 2), 450, "4.2.2 full");
        List<Outcome> outcomes = deliver(letter(first, null), letter(first + 1, null), letter(first + 2, null));
        assertThat(outcomes).extracting(Outcome::messageId).containsExactly(first, first + 1, first + 2);
        assertThat(outcomes.get(0)).isInstanceOf(Accepted.class);
        assertThat(outcomes.get(1)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.scope()).isEqualTo(Refused.Scope.RECIPIENT);
            assertThat(refused.reply().enhanced()).isEqualTo("5.1.1");
            assertThat(refused.reply().text()).contains("nobody of that name");
        });
        assertThat(outcomes.get(2)).isInstanceOf(Deferred.class);
    }

    @Test
    void aBlocklistThatIsSilentIsUnknownAndNoListing() {
        Blocklist list = new Blocklist(Blocklist.Content.DOMAINS, "ours", "list.invalid");
        assertThat(agent().checkBlocklists(
                                new BlocklistQuestion(BlocklistQuestion.Kind.DOMAIN, "mill.example", List.of(list))))
                .singleElement()
                .satisfies(answer -> {
                    assertThat(answer.subject()).isEqualTo("mill.example");
                    assertThat(answer.list()).isEqualTo("ours");
                    assertThat(answer.verdict()).isEqualTo(BlocklistAnswer.Verdict.UNKNOWN);
                    assertThat(answer.codes()).isEmpty();
                });
    }

    @Test
    void anAttemptIsMailedOnce() {
        List<Outcome> outcomes = deliver(letter(first, null), letter(first + 1, null));
        assertThat(deliver(letter(first, null), letter(first + 1, null))).isEqualTo(outcomes);
        assertThat(house.mails()).hasSize(2);
    }

    @Test
    void noOutcomeIsAnException() {
        ProviderKey unknown = new ProviderKey(workspace, UUID.randomUUID());
        assertThat(agent().deliver(wave(unknown, workspace, letter(first, null))))
                .allSatisfy(outcome -> assertThat(outcome)
                        .isInstanceOfSatisfying(
                                Refused.class,
                                refused -> assertThat(refused.scope()).isEqualTo(Refused.Scope.PROVIDER)));
        assertThat(deliver(letter(first + 1, "keyless.example"))).allMatch(Refused.class::isInstance);
        agent().removeProvider(provider);
        assertThat(deliver(letter(first + 2, null))).allMatch(Refused.class::isInstance);
        assertThat(deliver()).isEmpty();
    }

    @Test
    void wrongValuesNameTheirField() {
        ProviderKey foreign = new ProviderKey(UUID.randomUUID(), provider.providerId());
        assertThatThrownBy(() -> agent().saveProvider(smtp(foreign, house.port())))
                .isInstanceOfSatisfying(
                        InvalidFieldException.class,
                        wrong -> assertThat(wrong.field()).isEqualTo("key"))
                .hasMessage("key names a provider of another workspace or of another kind");
        VendorSettings settings = new VendorSettings.SendGrid(NOBODY, VendorSettings.Mode.LIVE);
        ProviderKey fresh = new ProviderKey(workspace, UUID.randomUUID());
        assertThatThrownBy(() -> agent().saveProvider(new ProviderSpec.Vendor(fresh, settings, null, 4)))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessage("credentials are missing");
    }

    @Test
    void aProbeSaysWhatTheServerSays() {
        assertThat(agent().probeProvider(provider).state()).isEqualTo(State.READY);
        assertThat(agent().probeProvider(provider).capabilities()).contains("PIPELINING");
        ProviderKey unknown = new ProviderKey(workspace, UUID.randomUUID());
        assertThat(agent().probeProvider(unknown).state()).isEqualTo(State.UNKNOWN_PROVIDER);
        house.close();
        agent().saveProvider(smtp(provider, 1));
        assertThat(agent().probeProvider(provider).state()).isEqualTo(State.UNREACHABLE);
    }

    @ParameterizedTest
    @MethodSource("vendors")
    void everyVendorsSettingsArrive(VendorSettings settings) {
        ProviderKey key = new ProviderKey(workspace, UUID.randomUUID());
        ApiKey credentials = new ApiKey(settings instanceof VendorSettings.Ses ? "AKIA" : "", "secret");
        agent().saveProvider(new ProviderSpec.Vendor(key, settings, credentials, 4));
        agent().saveProvider(new ProviderSpec.Vendor(key, settings, null, 8));
        assertThat(agent().probeProvider(key).state()).isEqualTo(State.UNREACHABLE);
    }

    static List<VendorSettings> vendors() {
        return List.of(
                new VendorSettings.Ses(NOBODY, "eu-central-1", null),
                new VendorSettings.SendGrid(NOBODY, VendorSettings.Mode.SANDBOX),
                new VendorSettings.Mailgun(NOBODY, "mg.news.example", VendorSettings.Mode.LIVE),
                new VendorSettings.Postmark(NOBODY, "broadcast"));
    }

    @Test
    void aDomainsKeyIsMadeOnceAndGoneWhenRemoved() {
        DomainKey domain = new DomainKey(workspace, "Bücher.example");
        DkimKey key = agent().createDomain(domain);
        assertThat(agent().createDomain(domain)).isEqualTo(key);
        assertThat(agent().records(domain)).isEqualTo(key.records()).hasSize(DnsRecord.Purpose.values().length - 2);
        agent().removeDomain(domain);
        assertThat(agent().records(domain)).isEmpty();
        assertThat(agent().createDomain(domain).selector()).isNotEqualTo(key.selector());
    }

    @Test
    void aWaveLeavesFromTheAddressItNames() {
        Source source = new Source("127.0.0.2", "out2.mill.example");
        assertThat(agent().deliver(new Wave(workspace, provider.providerId(), List.of(letter(first, null)), source)))
                .allMatch(Accepted.class::isInstance);
        assertThat(house.to(person(first)).getFirst().client()).isEqualTo("127.0.0.2 out2.mill.example");
        Source foreign = new Source("192.0.2.7", "out7.mill.example");
        assertThat(agent().deliver(
                                new Wave(workspace, provider.providerId(), List.of(letter(first + 1, null)), foreign)))
                .singleElement()
                .isInstanceOfSatisfying(Deferred.class, deferred -> {
                    assertThat(deferred.reply().text()).isEqualTo("192.0.2.7 is no address of this machine");
                    assertThat(deferred.scope())
                            .as("no fault of the provider's")
                            .isEqualTo(Deferred.Scope.SOURCE);
                });
        assertThat(deliver(letter(first + 2, null))).allMatch(Accepted.class::isInstance);
        assertThat(house.to(person(first + 2)).getFirst().client()).startsWith("127.0.0.1 ");
        assertThat(agent().checkSource(source).verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void whoTakesADomainsMailIsUnknownWhileDnsIsSilent() {
        assertThat(agent().mailHosts(List.of("acme.example", "no such name", "acme.example")))
                .containsExactly(
                        new MailHosts("acme.example", Known.UNKNOWN, List.of()),
                        new MailHosts("no such name", Known.UNKNOWN, List.of()),
                        new MailHosts("acme.example", Known.UNKNOWN, List.of()));
        assertThat(agent().mailHosts(List.of())).isEmpty();
        List<String> many = Collections.nCopies(MailAgent.MOST_DOMAINS + 1, "acme.example");
        assertThatThrownBy(() -> agent().mailHosts(many))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessage("domains are more than 200");
    }

    @Test
    void aSilentDnsIsAVerdict() {
        DomainKey domain = new DomainKey(workspace, "news.example");
        agent().createDomain(domain);
        assertThat(agent().checkDomain(domain).records())
                .isNotEmpty()
                .allSatisfy(check -> assertThat(check.asked()).isNotEmpty())
                .extracting(RecordCheck::verdict)
                .containsOnly(Verdict.UNKNOWN);
        assertThat(agent().checkTracking(new TrackingHost("links.news.example", 443, "mill.example"))
                        .verdict())
                .isEqualTo(Verdict.UNKNOWN);
    }
}
