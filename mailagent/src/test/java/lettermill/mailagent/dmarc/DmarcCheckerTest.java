package lettermill.mailagent.dmarc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lettermill.lab.dns.Zone;
import lettermill.lab.dns.Zone.Manner;
import lettermill.mailagent.dmarc.DmarcResult.Verdict;
import lettermill.mailagent.dns.Inquiry;
import lettermill.mailagent.dns.LoopbackDns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose record counts, what aligns and what the receiver is asked to do (RFC 9989 sections 4 and 5). */
@Timeout(30)
class DmarcCheckerTest {
    private final LoopbackDns server = new LoopbackDns();
    private final Zone zone = server.zone();

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "r, example.org, PASS",
        "r, news.example.org, PASS",
        "r, mail.example.org, PASS",
        "r, a.b.example.org, PASS",
        "r, notexample.org, FAIL",
        "r, example.com, FAIL",
        "r, org, FAIL",
        "s, news.example.org, PASS",
        "s, NEWS.Example.org, PASS",
        "s, example.org, FAIL",
        "s, mail.example.org, FAIL"
    })
    void alignmentIsStrictOrByOrganisation(String mode, String proven, Verdict verdict) {
        zone.text("_dmarc.example.org", "v=DMARC1; p=reject; adkim=" + mode + "; aspf=" + mode);
        DmarcResult byDkim = DmarcChecker.check("news.example.org", List.of(), List.of(proven), server.inquire());
        DmarcResult bySpf = DmarcChecker.check("news.example.org", List.of(proven), List.of(), server.inquire());
        assertThat(byDkim.verdict()).isEqualTo(verdict);
        assertThat(bySpf.verdict()).isEqualTo(verdict);
        assertThat(byDkim.alignedDkim() != null).isEqualTo(verdict == Verdict.PASS);
        assertThat(bySpf.alignedSpf() != null).isEqualTo(verdict == Verdict.PASS);
    }

    @Test
    void eachMechanismHasItsOwnStrictness() {
        zone.text("_dmarc.example.org", "v=DMARC1; p=reject; adkim=s; aspf=r");
        List<String> proven = List.of("mail.example.org");
        assertThat(DmarcChecker.check("example.org", List.of(), proven, server.inquire())
                        .verdict())
                .isEqualTo(Verdict.FAIL);
        assertThat(DmarcChecker.check("example.org", proven, List.of(), server.inquire())
                        .verdict())
                .isEqualTo(Verdict.PASS);
    }

    @ParameterizedTest
    @CsvSource({
        "p=reject, REJECT, REJECT, REJECT",
        "p=reject; sp=quarantine, REJECT, QUARANTINE, QUARANTINE",
        "p=reject; np=none, REJECT, REJECT, NONE",
        "p=none; sp=quarantine; np=reject, NONE, QUARANTINE, REJECT",
        "p=reject; t=y, QUARANTINE, QUARANTINE, QUARANTINE",
        "p=quarantine; t=y, NONE, NONE, NONE",
        "p=Reject; pct=10, REJECT, REJECT, REJECT"
    })
    void subdomainsAndMissingNamesHavePoliciesOfTheirOwn(
            String tags, DmarcPolicy own, DmarcPolicy below, DmarcPolicy missing) {
        zone.text("_dmarc.example.org", "v=DMARC1; " + tags).address("there.example.org", "192.0.2.1");
        assertThat(unproven("example.org").policy()).isEqualTo(own);
        assertThat(unproven("there.example.org").policy()).isEqualTo(below);
        assertThat(unproven("gone.example.org").policy()).isEqualTo(missing);
    }

    @Test
    void theNearestRecordCounts() {
        zone.text("_dmarc.example.org", "v=DMARC1; p=reject").text("_dmarc.news.example.org", "v=DMARC1; p=none");
        DmarcResult result = unproven("news.example.org");
        assertThat(result.recordDomain()).isEqualTo("news.example.org");
        assertThat(result.policy()).isEqualTo(DmarcPolicy.NONE);
        assertThat(result.organizationalDomain()).isEqualTo("example.org");
    }

    @Test
    void aPublicSuffixMaySayWhereOrganisationsEnd() {
        zone.text("_dmarc.bank.example", "v=DMARC1; p=reject; psd=y");
        DmarcResult result = DmarcChecker.check(
                "a.first.bank.example",
                List.of("b.second.bank.example"),
                List.of("b.first.bank.example"),
                server.inquire());
        assertThat(result.organizationalDomain()).isEqualTo("first.bank.example");
        assertThat(result.alignedDkim()).isEqualTo("b.first.bank.example");
        assertThat(result.alignedSpf()).isNull();
    }

    @Test
    void aSubdomainMaySayThatItIsAnOrganisation() {
        zone.text("_dmarc.example.org", "v=DMARC1; p=reject")
                .text("_dmarc.club.example.org", "v=DMARC1; p=none; psd=n");
        assertThat(unproven("a.club.example.org").organizationalDomain()).isEqualTo("club.example.org");
        assertThat(DmarcChecker.check("club.example.org", List.of("example.org"), List.of(), server.inquire())
                        .verdict())
                .isEqualTo(Verdict.FAIL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v=dmarc1; p=none",
                "p=none; v=DMARC1",
                "v=DMARC2; p=none",
                "v=DMARC1; p=maybe",
                "v=DMARC1",
                "v=DMARC1; p=none; sp=some",
                "DMARC1; p=none"
            })
    void whatIsNoRecordCountsAsNone(String text) {
        zone.text("_dmarc.example.org", text);
        assertThat(unproven("example.org").verdict()).isEqualTo(Verdict.NONE);
    }

    @Test
    void severalRecordsCountAsNone() {
        zone.text("_dmarc.example.org", "v=DMARC1; p=none").text("_dmarc.example.org", "v=DMARC1; p=reject");
        assertThat(unproven("example.org").verdict()).isEqualTo(Verdict.NONE);
        assertThat(DmarcChecker.recordsAt("example.org", server.inquire())).hasSize(2);
    }

    @Test
    void otherTextsBesideTheRecordAreNothing() {
        zone.text("_dmarc.example.org", "v=spf1 -all").text("_dmarc.example.org", "v=DMARC1 ; p=none;");
        assertThat(unproven("example.org").policy()).isEqualTo(DmarcPolicy.NONE);
    }

    @Test
    void aRecordThatOnlyWantsReportsCountsAsNone() {
        zone.text("_dmarc.example.org", "v=DMARC1; p=maybe; rua=mailto:reports@example.org!10m, mailto:no, https://x");
        DmarcResult result = unproven("example.org");
        assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(result.policy()).isEqualTo(DmarcPolicy.NONE);
        assertThat(result.record().reportsTo()).containsExactly("reports@example.org");
        assertThat(result.record().notes()).anyMatch(note -> note.contains("counts as p=none"));
    }

    @Test
    void obsoleteUnknownAndBrokenTagsAreNotedAndIgnored() {
        zone.text("_dmarc.example.org", "v=DMARC1; p=reject; pct=50; colour=red; nonsense; p=none");
        DmarcResult result = unproven("example.org");
        assertThat(result.policy()).isEqualTo(DmarcPolicy.REJECT);
        assertThat(result.record().notes()).hasSize(4);
    }

    @Test
    void deepNamesCostEightQuestionsAtMost() {
        Inquiry dns = server.inquire();
        DmarcChecker.check("a.b.c.d.e.f.g.h.i.j.example.org", List.of(), List.of(), dns);
        assertThat(dns.asked()).hasSize(8);
    }

    @Test
    void whereDnsFailsNobodyKnows() {
        zone.manner("_dmarc.news.example.org", Manner.FAILING).text("_dmarc.example.org", "v=DMARC1; p=none");
        DmarcResult result = unproven("news.example.org");
        assertThat(result.verdict()).isEqualTo(Verdict.TEMPERROR);
        assertThat(result.reason()).contains("_dmarc.news.example.org", "SERVFAIL");
    }

    @Test
    void theListOfSuffixesKnowsRegistrableDomains() {
        assertThat(PublicSuffixes.registrable("a.b.example.co.uk")).contains("example.co.uk");
        assertThat(PublicSuffixes.registrable("co.uk")).isEmpty();
        assertThat(PublicSuffixes.registrable("")).isEmpty();
    }

    private DmarcResult unproven(String from) {
        return DmarcChecker.check(from, List.of(), List.of(), server.inquire());
    }
}
