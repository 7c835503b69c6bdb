package lettermill.agent;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import javax.net.ssl.SSLContext;
import javax.sql.DataSource;
import lettermill.mailagent.api.LocalMailAgent;
import lettermill.mailagent.secret.KeyFile;
import lettermill.wire.MailAgent;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** MailAgent in this process, on this process's database; or, with MAILAGENT_URL, in one of its own. */
@Configuration(proxyBeanMethods = false)
class AgentConfiguration {

    /** Everything is taken and answered, but mail waits. */
    private static final Status DEGRADED = new Status("DEGRADED");

    @Bean(destroyMethod = "close")
    MailAgent mailAgent(
            AgentSettings settings,
            ResolverSettings resolver,
            FeedbackSettings feedback,
            DataSource database,
            Clock clock)
            throws IOException {
        return settings.elsewhere()
                ? new RemoteMailAgent(line(settings))
                : new LocalMailAgent(
                        database,
                        KeyFile.open(settings.key(), settings.folder()),
                        clock,
                        resolver.settings(),
                        feedback.host());
    }

    private static AgentLine line(AgentSettings settings) {
        SSLContext tls = settings.tls().ofProduct() ? settings.tls().context() : null;
        return new AgentLine(URI.create(settings.url()), settings.token(), tls);
    }

    @Bean
    HealthIndicator mailAgentHealthIndicator(MailAgent agent) {
        return () -> health(agent instanceof RemoteMailAgent remote ? remote.trouble() : "");
    }

    /** Of the mailbox that bounces are read from, with its last error. */
    @Bean
    @Profile("!" + AgentService.PROFILE)
    HealthIndicator bounceMailboxHealthIndicator(FeedbackReception reception) {
        return () -> health(reception.trouble());
    }

    private static Health health(String trouble) {
        return trouble.isEmpty()
                ? Health.up().build()
                : Health.status(DEGRADED).withDetail("why", trouble).build();
    }
}
