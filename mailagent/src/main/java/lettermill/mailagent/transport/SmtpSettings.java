package lettermill.mailagent.transport;

import java.time.Duration;
import lettermill.wire.SmtpProvider;
import lettermill.wire.SmtpProvider.Credentials;
import lettermill.wire.Source;
import org.jspecify.annotations.Nullable;

/**
 * All that an SMTP transport needs to know.
 *
 * @param credentials in clear; {@link Credentials#NONE} does not sign in
 * @param source the address to connect from; null for whichever the machine takes
 */
public record SmtpSettings(
        SmtpProvider provider,
        Credentials credentials,
        TimeLimits limits,
        @Nullable Source source) {

    /**
     * How long we wait.
     *
     * @param connect until the TCP connection stands
     * @param command until a command is answered or a piece of content is taken (RFC 5321 section 4.5.3.2 asks for minutes)
     * @param finalReply until the final dot is answered; giving up earlier makes letters unknown
     * @param idle how long an unused connection is kept
     */
    public record TimeLimits(Duration connect, Duration command, Duration finalReply, Duration idle) {
        public static final TimeLimits USUAL = new TimeLimits(
                Duration.ofSeconds(15), Duration.ofMinutes(2), Duration.ofMinutes(10), Duration.ofSeconds(30));
    }

    /** What EHLO says. */
    String greeting() {
        return source == null ? provider.heloName() : source.hostname();
    }

    @Override
    public String toString() {
        return "SmtpSettings[" + provider.endpoint() + "]";
    }
}
