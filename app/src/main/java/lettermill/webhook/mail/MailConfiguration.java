package lettermill.webhook.mail;

import java.time.Duration;
import lettermill.engine.Schedule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The cadence of the job. */
@Configuration(proxyBeanMethods = false)
class MailConfiguration {

    @Bean
    Schedule purgeMailedReports() {
        return new Schedule("purge-mailed-reports", PurgeMailedReports.ACTIVITY, Duration.ofHours(6));
    }
}
