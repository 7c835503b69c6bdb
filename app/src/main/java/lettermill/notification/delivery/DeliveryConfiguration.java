package lettermill.notification.delivery;

import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import lettermill.agent.ResolverSettings;
import lettermill.engine.Activity;
import lettermill.engine.Schedule;
import lettermill.mailagent.dns.DnsClient;
import lettermill.notification.endpoint.Networks;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The courier, and the jobs' cadences. */
@Configuration(proxyBeanMethods = false)
class DeliveryConfiguration {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration LOOK = Duration.ofMillis(500);

    @Bean
    Courier webhookCourier(Networks networks, ResolverSettings resolver, Clock clock) throws NoSuchAlgorithmException {
        return new Courier(
                new AddressBook(new DnsClient(resolver.settings()), networks),
                SSLContext.getDefault(),
                PATIENCE,
                clock);
    }

    @Bean
    Activity deliverWebhooks(Deliveries deliveries, Clerk clerk, Courier courier, Clock clock) {
        return new DeliverWebhooks(deliveries, clerk, courier, clock, LOOK);
    }

    @Bean
    Schedule deliverWebhooksAlways() {
        return new Schedule("deliver-webhooks", DeliverWebhooks.ACTIVITY, Duration.ofSeconds(1));
    }

    @Bean
    Schedule purgeWebhookDeliveries() {
        return new Schedule("purge-webhook-deliveries", PurgeDeliveries.ACTIVITY, Duration.ofHours(6));
    }
}
