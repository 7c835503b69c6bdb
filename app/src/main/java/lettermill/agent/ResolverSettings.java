package lettermill.agent;

import java.time.Duration;
import lettermill.mailagent.dns.DnsSettings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whom MailAgent, and whoever else must not wait for the operating system, asks about names.
 *
 * @param resolver recursive resolvers, {@code 192.0.2.53, [2001:db8::53]:5353}; empty for those of the operating system
 * @param timeout the wait for one of them to answer once
 */
@ConfigurationProperties("lettermill.dns")
public record ResolverSettings(
        @DefaultValue("") String resolver,
        @DefaultValue("2s") Duration timeout) {

    private static final Duration LONGEST = Duration.ofSeconds(10);

    public ResolverSettings {
        if (timeout.compareTo(Duration.ofMillis(1)) < 0 || timeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("LETTERMILL_DNS_TIMEOUT is " + timeout + "; it must be 1ms to 10s");
        }
        try {
            DnsSettings.of(resolver, timeout);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("LETTERMILL_DNS_RESOLVER: " + wrong.getMessage());
        }
    }

    public DnsSettings settings() {
        return DnsSettings.of(resolver, timeout);
    }
}
