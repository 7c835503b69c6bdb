package lettermill.mailagent.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import lettermill.lab.dns.Zone.Manner;
import lettermill.mailagent.dns.Answer.Absence;
import lettermill.mailagent.dns.Answer.Absent;
import lettermill.mailagent.dns.Answer.Failed;
import lettermill.mailagent.dns.Answer.Found;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ExchangerCacheTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final LoopbackDns server = new LoopbackDns();
    private final ExchangerCache cache = new ExchangerCache(DnsSettings.of(server.address(), Duration.ofMillis(300)));

    @AfterEach
    void stop() {
        server.close();
    }

    private Answer<MailExchanger> find(String domain) {
        return cache.find(List.of(domain), PATIENCE).get(domain);
    }

    @Test
    void thePreferredExchangerComesFirst() {
        server.zone().exchanger("a.example", 20, "second.example").exchanger("a.example", 5, "First.example");
        assertThat(find("a.example").values())
                .containsExactly(new MailExchanger(5, "First.example"), new MailExchanger(20, "second.example"));
    }

    @Test
    void anAnswerIsKeptAsLongAsItsRecordsAllow() {
        server.zone().timeToLive(3600).exchanger("a.example", 5, "mx.example");
        find("a.example");
        server.zone().remove("a.example");
        assertThat(find("a.example")).isInstanceOf(Found.class);
        assertThat(server.questions()).hasSize(1);

        server.zone().timeToLive(0).exchanger("b.example", 5, "mx.example");
        find("b.example");
        find("b.example");
        assertThat(server.questions()).as("nothing may be kept").hasSize(3);
    }

    @Test
    void aNoIsKeptAsLongAsItsZoneAllows() {
        server.zone().authority("example", 3600).address("www.a.example", "192.0.2.1");
        assertThat(find("none.example")).isEqualTo(new Absent<>(Absence.NO_SUCH_NAME));
        assertThat(find("www.a.example")).isEqualTo(new Absent<>(Absence.NO_SUCH_RECORD));
        find("none.example");
        find("www.a.example");
        assertThat(server.questions()).hasSize(2);
    }

    @Test
    void whoIsSilentOrFailsIsNotKeptAndKeepsNobodyWaiting() {
        server.zone()
                .manner("silent.example", Manner.SILENT)
                .manner("failing.example", Manner.FAILING)
                .exchanger("a.example", 5, "mx.example");
        long start = System.nanoTime();
        var answers = cache.find(List.of("silent.example", "failing.example", "a.example"), Duration.ofMillis(200));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        assertThat(answers.get("silent.example")).isInstanceOf(Failed.class);
        assertThat(answers.get("failing.example")).isInstanceOf(Failed.class);
        assertThat(answers.get("a.example")).isInstanceOf(Found.class);
        server.zone()
                .remove("silent.example")
                .exchanger("silent.example", 5, "mx.example")
                .remove("failing.example")
                .exchanger("failing.example", 5, "mx.example");
        assertThat(find("silent.example")).isInstanceOf(Found.class);
        assertThat(find("failing.example")).isInstanceOf(Found.class);
    }
}
