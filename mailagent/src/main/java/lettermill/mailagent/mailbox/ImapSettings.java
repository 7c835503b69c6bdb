package lettermill.mailagent.mailbox;

import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A mailbox at a mail server, reached over IMAP.
 *
 * @param security how the line is protected
 * @param folder usually INBOX
 * @param trusted whose certificates are believed; null for what Java trusts
 */
public record ImapSettings(
        String host,
        int port,
        Security security,
        String username,
        String password,
        String folder,
        @Nullable SSLContext trusted) {

    /** TLS proves the host's name. */
    public enum Security {
        /** TLS from the start, usually on port 993 (RFC 8314). */
        TLS,
        /** TLS after STARTTLS, which the server has to offer. */
        STARTTLS,
        /** For a server on loopback. */
        PLAIN
    }

    /** Without the password. */
    @Override
    public String toString() {
        return username + " at " + host + ":" + port;
    }
}
