package lettermill.notification.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworksTest {

    private final Networks networks = new Networks(List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "100.100.100.200",
                "127.0.0.1",
                "127.255.255.254",
                "168.63.129.16",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.192",
                "192.0.2.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "100::1",
                "2001::1",
                "2001:db8::1",
                "2002:7f00:1::",
                "3fff::1",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void whatIsNotPublicIsNotCalled(String address) {
        assertThat(networks.mayCall(InetAddress.ofLiteral(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1.1.1.1", "9.255.255.255", "11.0.0.0", "172.15.0.1", "172.32.0.1", "2606:4700::1111", "2a00::1"
            })
    void whatIsPublicIs(String address) {
        assertThat(networks.mayCall(InetAddress.ofLiteral(address))).isTrue();
    }

    @Test
    void whatTheOperatorNamesIsCalledAndNothingBeside() {
        Networks ours = new NotificationSettings("10.1.0.0/16, fd00::/8").allowed();
        assertThat(ours.mayCall(InetAddress.ofLiteral("10.1.2.3"))).isTrue();
        assertThat(ours.mayCall(InetAddress.ofLiteral("10.2.2.3"))).isFalse();
        assertThat(ours.mayCall(InetAddress.ofLiteral("fd12::1"))).isTrue();
        assertThat(ours.mayCall(InetAddress.ofLiteral("127.0.0.1"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "house.example", "10.0.0.0/x", "::/129", ","})
    void nonsenseRefusesToStart(String text) {
        assertThatThrownBy(() -> new NotificationSettings(text)).hasMessageContaining("LETTERMILL_WEBHOOK_NETWORKS");
    }
}
