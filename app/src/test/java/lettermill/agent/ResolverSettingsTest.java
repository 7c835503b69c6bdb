package lettermill.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ResolverSettingsTest {

    @Test
    void resolversAreReadFromText() {
        assertThat(new ResolverSettings("127.0.0.1:5353, 192.0.2.53", Duration.ofSeconds(1))
                        .settings()
                        .servers())
                .containsExactly(new InetSocketAddress("127.0.0.1", 5353), new InetSocketAddress("192.0.2.53", 53));
        assertThat(new ResolverSettings("", Duration.ofSeconds(2)).settings().servers())
                .as("those of the system")
                .isNotEmpty();
    }

    @Test
    void nonsenseIsRefusedWithTheVariablesName() {
        assertThatThrownBy(() -> new ResolverSettings("127.0.0.1:dns", Duration.ofSeconds(2)))
                .hasMessageContaining("LETTERMILL_DNS_RESOLVER: 127.0.0.1:dns is no DNS server");
        for (Duration wrong : new Duration[] {Duration.ZERO, Duration.ofSeconds(-1), Duration.ofMinutes(1)}) {
            assertThatThrownBy(() -> new ResolverSettings("", wrong)).hasMessageContaining("LETTERMILL_DNS_TIMEOUT");
        }
    }
}
