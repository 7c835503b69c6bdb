package lettermill.audience.suppression;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When an address that never quite bounces for good is given up.
 *
 * @param run soft bounces one after the other, without a mail between them that did not bounce
 * @param within all of them no older than this
 */
@ConfigurationProperties("lettermill.audience.soft-bounces")
public record SoftBounceSettings(
        @DefaultValue("5") int run, @DefaultValue("30d") Duration within) {

    public SoftBounceSettings {
        if (run < 1) {
            throw new IllegalArgumentException("LETTERMILL_SOFT_BOUNCES must be 1 or more, and is " + run);
        }
        if (within.compareTo(Duration.ofDays(1)) < 0) {
            throw new IllegalArgumentException("LETTERMILL_SOFT_BOUNCES_WITHIN must be 1d or longer, and is " + within);
        }
    }
}
