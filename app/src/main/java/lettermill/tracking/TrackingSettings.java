package lettermill.tracking;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of tracking.
 *
 * @param fastestReader clicks that come sooner after sending are a filter's; zero turns the rule off
 * @param queueCapacity hits that may wait in memory while the database is away
 */
@ConfigurationProperties("lettermill.tracking")
record TrackingSettings(Duration fastestReader, int queueCapacity) {

    TrackingSettings {
        if (fastestReader.isNegative() || fastestReader.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException(
                    "LETTERMILL_FASTEST_READER must be from 0s to 1m, and is " + fastestReader);
        }
        if (queueCapacity < 1_000 || queueCapacity > 10_000_000) {
            throw new IllegalArgumentException(
                    "LETTERMILL_TRACKING_QUEUE must be from 1000 to 10000000, and is " + queueCapacity);
        }
    }
}
