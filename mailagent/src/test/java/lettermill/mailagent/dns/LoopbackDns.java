package lettermill.mailagent.dns;

import java.time.Duration;
import lettermill.lab.dns.DnsServer;

/** The lab's DNS server with a client of it at hand, one that gives up soon. */
public final class LoopbackDns extends DnsServer {
    private static final Duration PATIENCE = Duration.ofMillis(300);

    public DnsClient client() {
        return new DnsClient(new DnsSettings(DnsSettings.of(address(), PATIENCE).servers(), PATIENCE, 1));
    }

    public Inquiry inquire() {
        return client().inquire(Duration.ofSeconds(20));
    }
}
