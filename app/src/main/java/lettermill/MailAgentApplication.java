package lettermill;

import java.util.Arrays;
import lettermill.mailagent.api.LocalMailAgent;
import lettermill.wire.MailAgent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;

/**
 * MailAgent alone: providers' passwords, DKIM keys and the sending of mail in a process of their own, with a database and a key of
 * their own, for a product that has MAILAGENT_URL. Settings: {@code mailagent.yml}.
 */
@EnableAutoConfiguration(exclude = UserDetailsServiceAutoConfiguration.class)
@Import(DatabaseConfiguration.class)
@EnableConfigurationProperties(DatabaseSettings.class)
@ComponentScan("lettermill.agent")
@ConfigurationPropertiesScan("lettermill.agent")
final class MailAgentApplication {

    private static final Logger LOG = LoggerFactory.getLogger(MailAgentApplication.class);
    private static final String REKEY = "rekey";

    private MailAgentApplication() {}

    /** @param arguments {@code rekey} locks all secrets anew with the first key and ends; none serves */
    static void start(String... arguments) {
        if (arguments.length > 0 && arguments[0].equals(REKEY)) {
            try (ConfigurableApplicationContext context =
                    builder().web(WebApplicationType.NONE).run(Arrays.copyOfRange(arguments, 1, arguments.length))) {
                int changed = ((LocalMailAgent) context.getBean(MailAgent.class)).rekey();
                System.out.println(changed + " secrets were locked anew; all are locked with the first key now.");
            }
        } else {
            ConfigurableApplicationContext context = builder().run(arguments);
            LOG.info("MailAgent answers on port {}", context.getEnvironment().getProperty("local.server.port"));
        }
    }

    static SpringApplicationBuilder builder() {
        return new SpringApplicationBuilder(MailAgentApplication.class)
                .profiles("mailagent")
                .properties("spring.config.name=mailagent");
    }
}
