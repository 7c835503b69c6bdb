package lettermill.mailagent.spf;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import lettermill.lab.dns.Zone;
import lettermill.lab.dns.Zone.Manner;
import lettermill.mailagent.dns.LoopbackDns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class SpfCheckerTest {
    private final LoopbackDns server = new LoopbackDns();
    private final Zone zone = server.zone();
    private final SpfChecker checker =
            new SpfChecker(Clock.fixed(Instant.ofEpochSecond(1_700_000_000), ZoneOffset.UTC), "unknown");

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "v=spf1 ip4:192.0.2.0/24 -all | 192.0.2.77 | PASS",
                "v=spf1 ip4:192.0.2.0/24 -all | 192.0.3.1 | FAIL",
                "v=spf1 ip4:192.0.2.0/24 ~all | 192.0.3.1 | SOFTFAIL",
                "v=spf1 ip4:192.0.2.0/24 | 192.0.3.1 | NEUTRAL",
                "v=spf1 ip6:2001:db8::/33 -all | 2001:db8:7fff::1 | PASS",
                "v=spf1 ip6:2001:db8::/33 -all | 2001:db8:8000::1 | FAIL",
                "v=spf1 ip6:::ffff:192.0.2.1 -all | ::ffff:192.0.2.1 | FAIL",
                "v=spf1 ip4:0.0.0.0/0 -all | 2001:db8::1 | FAIL",
                "v=spf1 a -all | 192.0.2.10 | PASS",
                "v=spf1 a/24//64 -all | 192.0.2.200 | PASS",
                "v=spf1 a//64 -all | 2001:db8::99 | PASS",
                "v=spf1 mx -all | 192.0.2.20 | PASS",
                "v=spf1 ptr -all | 192.0.2.10 | PASS",
                "v=spf1 ptr -all | 192.0.2.11 | FAIL",
                "v=spf1 exists:%{ir}.allow.example.org -all | 192.0.2.10 | PASS",
                "v=spf1 include:all.example.org -all | 192.0.2.1 | PASS",
                "v=spf1 redirect=all.example.org | 192.0.2.1 | PASS"
            })
    void decides(String record, String address, SpfVerdict verdict) {
        zone.text("example.org", record)
                .address("example.org", "192.0.2.10")
                .address("example.org", "2001:db8::1")
                .exchanger("example.org", 10, "mx.example.org")
                .address("mx.example.org", "192.0.2.20")
                .text("all.example.org", "v=spf1 +all")
                .address("10.2.0.192.allow.example.org", "127.0.0.2")
                .pointer("10.2.0.192.in-addr.arpa", "Example.ORG")
                .pointer("11.2.0.192.in-addr.arpa", "example.org");
        assertThat(check(address).verdict()).isEqualTo(verdict);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v=spf1 ip4:192.0.2.1 -all foo",
                "v=spf1 all:x",
                "v=spf1 ip4:192.0.2.1/33",
                "v=spf1 ip4:192.0.2.1/032",
                "v=spf1 ip4:192.0.2",
                "v=spf1 ip4:192.0.2.256",
                "v=spf1 ip6:2001:db8::/129",
                "v=spf1 ip6:2001::db8::",
                "v=spf1 a:",
                "v=spf1 a:192.0.2.1",
                "v=spf1 a:localhost",
                "v=spf1 a/24/64",
                "v=spf1 include",
                "v=spf1 ptr/24",
                "v=spf1 a:%{x}.example.org",
                "v=spf1 a:%{d0}.example.org",
                "v=spf1 a:%d.example.org",
                "v=spf1 redirect=a.example.org redirect=a.example.org",
                "v=spf1 redirect=",
                "v=spf1 exp=%{c}.example.org -all",
                "v=spf1 1x=y -all",
                "v=spf1 ip4:192.0.2.1\n-all"
            })
    void aRecordWithAnErrorAnywhereIsWorthless(String record) {
        zone.text("example.org", record);
        assertThat(check("192.0.2.1").verdict()).isEqualTo(SpfVerdict.PERMERROR);
    }

    @Test
    void severalRecordsAreAnErrorAndAreShown() {
        zone.text("example.org", "v=spf1 -all")
                .text("example.org", "V=SPF1 +all")
                .text("example.org", "v=spf10 x");
        SpfResult result = check("192.0.2.1");
        assertThat(result.verdict()).isEqualTo(SpfVerdict.PERMERROR);
        assertThat(result.reason()).contains("2 SPF records");
        assertThat(result.records()).hasSize(2);
    }

    @Test
    void theEleventhLookupIsTooMuch() {
        String ten = "v=spf1 " + "a:there.example.org ".repeat(10);
        zone.address("there.example.org", "192.0.2.9").text("example.org", ten + "+all");
        assertThat(check("192.0.2.1").verdict()).isEqualTo(SpfVerdict.PASS);
        assertThat(check("192.0.2.1").lookups()).isEqualTo(10);
        zone.remove("example.org").text("example.org", ten + "mx +all");
        assertThat(check("192.0.2.1").verdict()).isEqualTo(SpfVerdict.PERMERROR);
        assertThat(check("192.0.2.1").reason()).contains("\"mx\"");
    }

    @Test
    void theThirdVoidLookupIsTooMuch() {
        zone.text("example.org", "v=spf1 a:a.example.org a:b.example.org +all");
        assertThat(check("192.0.2.1").verdict()).isEqualTo(SpfVerdict.PASS);
        assertThat(check("192.0.2.1").voidLookups()).isEqualTo(2);
        zone.remove("example.org").text("example.org", "v=spf1 a:a.example.org a:b.example.org mx:c.example.org +all");
        assertThat(check("192.0.2.1").verdict()).isEqualTo(SpfVerdict.PERMERROR);
    }

    @Test
    void circlesAndManyExchangersEnd() {
        zone.text("example.org", "v=spf1 include:example.org -all");
        assertThat(check("192.0.2.1").verdict()).isEqualTo(SpfVerdict.PERMERROR);
        zone.remove("example.org").text("example.org", "v=spf1 mx -all");
        for (int i = 0; i < 11; i++) {
            zone.exchanger("example.org", i, "mx" + i + ".example.org");
        }
        assertThat(check("192.0.2.1").reason()).contains("more than 10 mail exchangers");
    }

    @Test
    void aSilentServerIsATemporaryError() {
        zone.manner("example.org", Manner.SILENT);
        assertThat(check("192.0.2.1").verdict()).isEqualTo(SpfVerdict.TEMPERROR);
        zone.remove("example.org")
                .text("example.org", "v=spf1 a:bad.example.org -all")
                .manner("bad.example.org", Manner.FAILING);
        assertThat(check("192.0.2.1").verdict()).isEqualTo(SpfVerdict.TEMPERROR);
        assertThat(check("192.0.2.1").reason()).contains("SERVFAIL");
    }

    @Test
    void whatAFailureExplainsHasMacros() {
        zone.text("example.org", "v=spf1 -all exp=why.example.org")
                .text("why.example.org", "%{c} may not send as %{L}@%{d}, %{t} %{i}");
        assertThat(check("2001:db8::1").explanation())
                .isEqualTo("2001:db8::1 may not send as ann%2Blist@example.org, 1700000000"
                        + " 2.0.0.1.0.D.B.8.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.1");
        zone.text("why.example.org", "a second text");
        assertThat(check("2001:db8::1").explanation()).isNull();
    }

    @Test
    void splitStringsAreOneRecord() {
        zone.text("example.org", "v=spf1 ip4:192.0", ".2.1 -a", "ll");
        assertThat(check("192.0.2.1").verdict()).isEqualTo(SpfVerdict.PASS);
    }

    private SpfResult check(String address) {
        try {
            return checker.check(
                    new SpfSubject(InetAddress.getByName(address), "ann+list@example.org", "mail.example.org"),
                    server.inquire());
        } catch (UnknownHostException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }
}
