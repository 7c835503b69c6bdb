package lettermill.engine;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Which engine runs the activities. */
@ConfigurationProperties("lettermill.engine")
record EngineSettings(@DefaultValue("embedded") Kind kind) {

    /** The engines there are. */
    enum Kind {
        EMBEDDED,
        TEMPORAL
    }
}
