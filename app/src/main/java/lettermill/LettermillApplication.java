package lettermill;

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

    public static void main(String[] arguments) {
        SpringApplication.run(LettermillApplication.class, arguments);
    }
}
