package lettermill.agent;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where mail that comes back is taken.
 *
 * @param host the name that MX records of sending domains lead to, {@code mail.example.org}; empty shows none
 * @param address to listen on
 * @param port to listen on; 0 does not listen
 */
@ConfigurationProperties("lettermill.feedback")
public record FeedbackSettings(
        @DefaultValue("") String host,
        @DefaultValue("127.0.0.1") String address,
        @DefaultValue("0") int port) {

    private static final int HIGHEST = 65_535;

    public FeedbackSettings {
        if (port < 0 || port > HIGHEST) {
            throw new IllegalArgumentException("LETTERMILL_FEEDBACK_PORT is " + port + "; it must be 0 to " + HIGHEST);
        }
        if (!host.isEmpty() && !host.matches("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+")) {
            throw new IllegalArgumentException(
                    "LETTERMILL_FEEDBACK_HOST is " + host + "; it must be a host name such as mail.example.org");
        }
        if (port > 0 && host.isEmpty()) {
            throw new IllegalArgumentException(
                    "LETTERMILL_FEEDBACK_HOST is missing; a listener needs the name that MX records lead to");
        }
    }

    /** Whether mail to letters' own addresses is taken here. */
    public boolean listens() {
        return port > 0;
    }

    /** The address to give to mailbox providers for their feedback loops. */
    public String complaintAddress() {
        return "fbl@" + host;
    }
}
