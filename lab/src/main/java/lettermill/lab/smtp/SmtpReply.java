package lettermill.lab.smtp;

import java.nio.charset.StandardCharsets;

/**
 * One single-line SMTP reply.
 *
 * @param code three digits (RFC 5321 section 4.2)
 * @param text what follows the code, the enhanced status code first (RFC 2034)
 */
public record SmtpReply(int code, String text) {
    /** The reply to a recipient or a mail that is taken. */
    public static final SmtpReply OK = new SmtpReply(250, "2.0.0 OK");

    public boolean isPositive() {
        return code < 400;
    }

    /** RFC 5321 section 3.8: whoever answers 421 closes the connection behind it. */
    public boolean closesConnection() {
        return code == 421;
    }

    byte[] wireBytes() {
        return (code + " " + text + "\r\n").getBytes(StandardCharsets.UTF_8);
    }
}
