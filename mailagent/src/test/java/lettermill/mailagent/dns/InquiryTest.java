package lettermill.mailagent.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import lettermill.lab.dns.Zone.Manner;
import lettermill.mailagent.dns.Answer.Absence;
import lettermill.mailagent.dns.Answer.Absent;
import lettermill.mailagent.dns.Answer.Failed;
import lettermill.mailagent.dns.Answer.Failure;
import lettermill.mailagent.dns.Answer.Found;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class InquiryTest {
    private final LoopbackDns server = new LoopbackDns();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void stringsOfATextAreJoinedAsOctets() {
        server.zone().text("example.org", "v=sp", "f1 \u0096");
        assertThat(server.inquire().texts("example.org").values()).containsExactly("v=spf1 \u0096");
    }

    @Test
    void noSuchNameIsNotNoSuchRecord() {
        server.zone().text("www.example.org", "x");
        assertThat(server.inquire().texts("other.example.org")).isEqualTo(new Absent<>(Absence.NO_SUCH_NAME));
        assertThat(server.inquire().texts("example.org")).isEqualTo(new Absent<>(Absence.NO_SUCH_RECORD));
        assertThat(server.inquire().texts("a..b")).isEqualTo(new Absent<>(Absence.NO_SUCH_NAME));
        assertThat(server.questions()).hasSize(2);
    }

    @Test
    void aliasesAreFollowedAndTold() {
        server.zone()
                .alias("a.example", "b.example")
                .alias("b.example", "c.example")
                .text("c.example", "here");
        assertThat(server.inquire().texts("a.example"))
                .isEqualTo(new Found<>(List.of("here"), List.of("b.example", "c.example")));
        assertThat(server.inquire().alias("a.example").values()).containsExactly("b.example");
    }

    @Test
    void aliasesInACircleAreAFailure() {
        server.zone().alias("a.example", "b.example").alias("b.example", "a.example");
        assertThat(failure(server.inquire().texts("a.example"))).isEqualTo(Failure.ALIAS_LOOP);
    }

    @Test
    void whatIsCutOffComesOverTcp() {
        String text = "x".repeat(60_000);
        server.zone().text("big.example", text);
        assertThat(server.inquire().texts("big.example").values()).containsExactly(text);
        assertThat(server.questions()).containsExactly("UDP big.example TXT", "TCP big.example TXT");
    }

    @Test
    void silenceEndsWithTheDeadline() {
        server.zone().manner("a.example", Manner.SILENT).manner("b.example", Manner.SILENT);
        Inquiry inquiry = server.client().inquire(Duration.ofMillis(400));
        long start = System.nanoTime();
        assertThat(failure(inquiry.texts("a.example"))).isEqualTo(Failure.SILENCE);
        assertThat(failure(inquiry.texts("b.example"))).isEqualTo(Failure.SILENCE);
        assertThat(failure(inquiry.texts("c.example"))).isEqualTo(Failure.SILENCE);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void aRefusedQuestionSaysNothingAboutTheName() {
        server.zone().manner("a.example", Manner.FAILING);
        assertThat(failure(server.inquire().texts("a.example"))).isEqualTo(Failure.SERVER_FAILURE);
    }

    @Test
    void recordsOfOtherNamesAndForgedAnswersAreNotTaken() {
        server.zone().manner("lie.example", Manner.LYING).manner("forged.example", Manner.FORGED);
        assertThat(server.inquire().texts("lie.example").values()).isEmpty();
        assertThat(server.inquire().texts("forged.example")).isInstanceOf(Failed.class);
    }

    @Test
    void theNextServerIsAskedWhenOneIsSilent() throws Exception {
        server.zone().text("example.org", "here");
        try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            InetSocketAddress other = new InetSocketAddress(
                    "127.0.0.1", Integer.parseInt(server.address().split(":")[1]));
            DnsClient client = new DnsClient(new DnsSettings(
                    List.of(new InetSocketAddress("127.0.0.1", silent.getLocalPort()), other),
                    Duration.ofMillis(200),
                    1));
            assertThat(client.inquire(Duration.ofSeconds(5))
                            .texts("example.org")
                            .values())
                    .containsExactly("here");
        }
    }

    @Test
    void aQuestionIsAskedOnceAndKeptAsEvidence() throws Exception {
        server.zone().address("example.org", "192.0.2.1").pointer("1.2.0.192.in-addr.arpa", "example.org");
        Inquiry inquiry = server.inquire();
        inquiry.addresses("example.org", Family.IP4);
        inquiry.addresses("Example.ORG", Family.IP4);
        inquiry.names(InetAddress.getByName("192.0.2.1"));
        inquiry.mailExchangers("example.org");
        assertThat(inquiry.asked())
                .containsExactly(
                        new Asked("example.org", "A", "192.0.2.1"),
                        new Asked("1.2.0.192.in-addr.arpa", "PTR", "example.org."),
                        new Asked("example.org", "MX", "the name has no such record"));
        assertThat(server.questions()).hasSize(3);
    }

    @Test
    void reversedNamesOfBothFamilies() throws Exception {
        assertThat(DnsNames.reversed(InetAddress.getByName("192.0.2.99"))).isEqualTo("99.2.0.192");
        assertThat(DnsNames.reversed(InetAddress.getByName("2001:db8::1")))
                .isEqualTo("1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2");
    }

    @Test
    void serversAreReadFromText() {
        DnsSettings settings = DnsSettings.of("192.0.2.53, [2001:db8::53]:5353, 127.0.0.1:99", Duration.ofSeconds(2));
        assertThat(settings.servers().stream().map(InetSocketAddress::getPort)).containsExactly(53, 5353, 99);
        assertThat(DnsSettings.of(" ", Duration.ofSeconds(2)).servers()).isNotEmpty();
        for (String wrong : List.of("127.0.0.1:", "127.0.0.1:0", "127.0.0.1:x", ",", "[::1")) {
            assertThatThrownBy(() -> DnsSettings.of(wrong, Duration.ofSeconds(2)))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static Failure failure(Answer<String> answer) {
        return ((Failed<String>) answer).why();
    }
}
