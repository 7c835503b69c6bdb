package lettermill.webhook.intake;

import java.io.IOException;
import java.time.Duration;
import lettermill.engine.Schedule;
import lettermill.mailagent.secret.KeyFile;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The keeper of the webhooks' secrets, and the jobs' cadences. */
@Configuration(proxyBeanMethods = false)
class IntakeConfiguration {

    @Bean
    WebhookSecrets webhookSecrets(WebhookSettings settings) throws IOException {
        return new WebhookSecrets(KeyFile.open(
                "LETTERMILL_WEBHOOK_KEY", settings.key(), settings.folder().resolve("webhook.key")));
    }

    @Bean
    Schedule matchWebhookEvents() {
        return new Schedule("match-webhook-events", MatchWebhookEvents.ACTIVITY, Duration.ofMinutes(1));
    }

    @Bean
    Schedule purgeWebhookLog() {
        return new Schedule("purge-webhook-log", PurgeWebhookLog.ACTIVITY, Duration.ofHours(6));
    }
}
