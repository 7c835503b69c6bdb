package lettermill.webhook.intake;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of webhooks.
 *
 * @param key the key that locks their secrets; none takes a generated one from the folder
 * @param folder where that key lies, readable by us alone
 * @param keep how long callbacks stay readable as they came
 */
@ConfigurationProperties("lettermill.webhook")
record WebhookSettings(@Nullable String key, Path folder, Duration keep) {

    private static final Duration SHORTEST = Duration.ofDays(3);

    WebhookSettings {
        if (keep.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("LETTERMILL_WEBHOOK_KEEP must be 3d or longer, and is " + keep);
        }
    }

    @Override
    public String toString() {
        return "WebhookSettings[" + folder + ", " + keep + "]";
    }
}
