package lettermill.notification.endpoint;

import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of outgoing webhooks.
 *
 * @param networks in CIDR notation with commas; addresses that may be called though they are not public, and without TLS
 */
@ConfigurationProperties("lettermill.notification")
record NotificationSettings(@DefaultValue("") String networks) {

    NotificationSettings {
        parse(networks);
    }

    Networks allowed() {
        return new Networks(parse(networks));
    }

    private static List<Networks.Network> parse(String text) {
        List<Networks.Network> parsed = new ArrayList<>();
        try {
            for (String each : text.isBlank() ? new String[0] : text.split(",", -1)) {
                parsed.add(Networks.Network.of(each));
            }
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    "LETTERMILL_WEBHOOK_NETWORKS is " + text + "; it must look like 127.0.0.0/8,fd00::/8", wrong);
        }
        return parsed;
    }
}
