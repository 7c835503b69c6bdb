package lettermill.agent;

import java.nio.file.Path;
import java.util.Set;
import javax.net.ssl.SSLContext;
import lettermill.mailagent.mailbox.ImapSettings;
import lettermill.mailagent.mailbox.ImapSettings.Security;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where mail that comes back is taken.
 *
 * @param host the name that MX records of sending domains lead to, {@code mail.example.org}; empty shows none
 * @param address to listen on
 * @param port to listen on; 0 does not listen
 * @param lmtpPort to listen on for LMTP; 0 does not listen
 * @param certificate file in PEM, the chain below it included; empty offers no STARTTLS
 * @param key file in PEM with the certificate's private key
 * @param imap a mailbox to read besides
 */
@ConfigurationProperties("lettermill.feedback")
public record FeedbackSettings(
        @DefaultValue("") String host,
        @DefaultValue("127.0.0.1") String address,
        @DefaultValue("0") int port,
        @DefaultValue("0") int lmtpPort,
        @DefaultValue("") String certificate,
        @DefaultValue("") String key,
        @DefaultValue Imap imap) {

    private static final int HIGHEST = 65_535;
    private static final int SMTP = 25;

    /**
     * A mailbox at a mail server.
     *
     * @param host of the server; empty: none is read
     * @param authority file in PEM of who signed the server's certificate; none trusts what Java trusts
     */
    public record Imap(
            @DefaultValue("") String host,
            @DefaultValue("993") int port,
            @DefaultValue("TLS") Security security,
            @DefaultValue("") String username,
            @DefaultValue("") String password,
            @DefaultValue("INBOX") String folder,
            @Nullable Path authority) {

        private static final Set<String> OURSELVES = Set.of("localhost", "127.0.0.1", "::1");

        public Imap {
            authority = authority == null || authority.toString().isBlank() ? null : authority;
            PemFiles.requireCertificate("LETTERMILL_FEEDBACK_IMAP_CA", authority);
            if (port < 1 || port > HIGHEST) {
                throw new IllegalArgumentException(
                        "LETTERMILL_FEEDBACK_IMAP_PORT is " + port + "; it must be 1 to " + HIGHEST);
            }
            if (!host.isEmpty() && (username.isEmpty() || password.isEmpty())) {
                throw new IllegalArgumentException(
                        "LETTERMILL_FEEDBACK_IMAP_HOST needs LETTERMILL_FEEDBACK_IMAP_USERNAME and LETTERMILL_FEEDBACK_IMAP_PASSWORD");
            }
            if (!host.isEmpty() && security == Security.PLAIN && !OURSELVES.contains(host)) {
                throw new IllegalArgumentException(
                        "LETTERMILL_FEEDBACK_IMAP_SECURITY is plain; it must be tls or starttls, as " + host
                                + " is another machine");
            }
        }

        ImapSettings settings() {
            SSLContext trusted = authority == null ? null : PemFiles.context(null, null, authority);
            return new ImapSettings(host, port, security, username, password, folder, trusted);
        }

        /** Without the password. */
        @Override
        public String toString() {
            return username + " at " + host + ":" + port;
        }
    }

    public FeedbackSettings {
        if (port < 0 || port > HIGHEST) {
            throw new IllegalArgumentException("LETTERMILL_FEEDBACK_PORT is " + port + "; it must be 0 to " + HIGHEST);
        }
        if (!host.isEmpty() && !host.matches("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+")) {
            throw new IllegalArgumentException(
                    "LETTERMILL_FEEDBACK_HOST is " + host + "; it must be a host name such as mail.example.org");
        }
        if (lmtpPort < 0 || lmtpPort > HIGHEST || lmtpPort == SMTP) {
            throw new IllegalArgumentException("LETTERMILL_FEEDBACK_LMTP_PORT is " + lmtpPort + "; it must be 0 to "
                    + HIGHEST + ", but not 25, which is for SMTP");
        }
        if ((port > 0 || lmtpPort > 0 || !imap.host().isEmpty()) && host.isEmpty()) {
            throw new IllegalArgumentException(
                    "LETTERMILL_FEEDBACK_HOST is missing; who takes bounces needs the name that MX records lead to");
        }
        if (certificate.isEmpty() != key.isEmpty()) {
            throw new IllegalArgumentException(
                    "LETTERMILL_FEEDBACK_CERTIFICATE and LETTERMILL_FEEDBACK_KEY go together; one of them is missing");
        }
    }

    /** Whether mail to letters' own addresses is taken here. */
    public boolean takesMail() {
        return port > 0 || lmtpPort > 0 || readsMailbox();
    }

    boolean readsMailbox() {
        return !imap.host().isEmpty();
    }

    /** The address to give to mailbox providers for their feedback loops. */
    public String complaintAddress() {
        return "fbl@" + host;
    }
}
