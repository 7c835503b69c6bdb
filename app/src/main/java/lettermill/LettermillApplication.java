package lettermill;

import java.util.Arrays;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;

/**
 * The product: one process that serves the UI, the API, tracking, and the send lanes. Beans carry their full class names,
 * since packages may use the same word, each for its own thing.
 */
@SpringBootApplication(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@ConfigurationPropertiesScan
public class LettermillApplication {

    /** @param arguments {@code mailagent} first makes the process MailAgent and nothing else */
    public static void main(String[] arguments) {
        if (arguments.length > 0 && arguments[0].equals("mailagent")) {
            MailAgentApplication.start(Arrays.copyOfRange(arguments, 1, arguments.length));
        } else {
            SpringApplication.run(LettermillApplication.class, arguments);
        }
    }
}
