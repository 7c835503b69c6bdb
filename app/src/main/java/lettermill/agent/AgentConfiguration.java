package lettermill.agent;

import java.io.IOException;
import java.time.Clock;
import javax.sql.DataSource;
import lettermill.mailagent.api.LocalMailAgent;
import lettermill.mailagent.secret.KeyFile;
import lettermill.wire.MailAgent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** MailAgent in this process, on this process's database. */
@Configuration(proxyBeanMethods = false)
class AgentConfiguration {

    @Bean(destroyMethod = "close")
    MailAgent mailAgent(
            AgentSettings settings,
            ResolverSettings resolver,
            FeedbackSettings feedback,
            DataSource database,
            Clock clock)
            throws IOException {
        return new LocalMailAgent(
                database, KeyFile.open(settings.key(), settings.folder()), clock, resolver.settings(), feedback.host());
    }
}
