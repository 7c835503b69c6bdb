package lettermill.notification.endpoint;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the settings make. */
@Configuration(proxyBeanMethods = false)
class EndpointConfiguration {

    @Bean
    Networks networks(NotificationSettings settings) {
        return settings.allowed();
    }
}
