package lettermill;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The product: one process that serves the UI, the API, tracking, and the send lanes. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class LettermillApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(LettermillApplication.class, arguments);
    }
}
