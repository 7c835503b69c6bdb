package lettermill.mailagent.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.DummySSLServerSocketFactory;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import lettermill.mailagent.mailbox.ImapSettings.Security;
import lettermill.wire.feedback.FeedbackDesk;
import lettermill.wire.feedback.MailedFeedback;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** GreenMail over TLS: whose certificate is believed, and what an operator reads of one that is not. */
@Timeout(60)
class ImapTlsTest {

    private static final String OURS = "b+7.signed@news.example";
    private static final Duration SOON = Duration.ofMillis(50);

    @TempDir
    private static Path folder;

    /** Shows the server's certificate, of localhost, and believes it. */
    private static SSLContext tls;

    private static GreenMail server;
    private static GreenMailUser user;

    private final List<MailedFeedback> taken = new CopyOnWriteArrayList<>();

    private final FeedbackDesk desk = new FeedbackDesk() {
        @Override
        public boolean expects(String address) {
            return address.equalsIgnoreCase(OURS);
        }

        @Override
        public void take(MailedFeedback mail) {
            taken.add(mail);
        }
    };

    /** GreenMail takes its certificate from a property, once. */
    @BeforeAll
    static void start() throws Exception {
        Path store = folder.resolve("server.p12");
        tls = Certificates.localhost(store);
        System.setProperty(DummySSLServerSocketFactory.GREENMAIL_KEYSTORE_FILE_PROPERTY, store.toString());
        System.setProperty(DummySSLServerSocketFactory.GREENMAIL_KEYSTORE_PASSWORD_PROPERTY, "changeit");
        server = new GreenMail(new ServerSetup[] {ServerSetup.IMAP.dynamicPort(), ServerSetup.IMAPS.dynamicPort()});
        server.start();
        user = server.setUser("bounces@mail.example", "bounces", "a password");
    }

    @AfterAll
    static void stop() {
        server.stop();
        System.clearProperty(DummySSLServerSocketFactory.GREENMAIL_KEYSTORE_FILE_PROPERTY);
        System.clearProperty(DummySSLServerSocketFactory.GREENMAIL_KEYSTORE_PASSWORD_PROPERTY);
    }

    @BeforeEach
    void comes() throws Exception {
        server.purgeEmailFromAllMailboxes();
        String mail = "Delivered-To: " + OURS + "\r\nSubject: failure notice\r\n\r\nhello\r\n";
        user.deliver(new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(mail.getBytes(StandardCharsets.US_ASCII))));
    }

    @ParameterizedTest
    @EnumSource(
            value = Security.class,
            names = {"TLS", "STARTTLS"})
    void aServerWhoseCertificateIsBelievedIsRead(Security security) throws Exception {
        try (StartTlsFront front = front(true);
                ImapMailbox mailbox = open(security, "localhost", front, tls)) {
            patiently().untilAsserted(() -> assertThat(taken).hasSize(1));
            patiently().untilAsserted(() -> assertThat(mailbox.trouble()).isEmpty());
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Security.class,
            names = {"TLS", "STARTTLS"})
    void aCertificateThatNobodyVouchesForIsRefusedAndSaid(Security security) throws Exception {
        try (StartTlsFront front = front(true);
                ImapMailbox mailbox = open(security, "localhost", front, null)) {
            patiently()
                    .untilAsserted(() -> assertThat(mailbox.trouble())
                            .contains("bounces at localhost", "certificate is not believed", "unable to find valid"));
            assertThat(mailbox.trouble()).doesNotContain("a password");
        }
        assertThat(taken).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Security.class,
            names = {"TLS", "STARTTLS"})
    void aCertificateOfAnotherNameIsRefusedAndSaid(Security security) throws Exception {
        try (StartTlsFront front = front(true);
                ImapMailbox mailbox = open(security, "127.0.0.1", front, tls)) {
            patiently()
                    .untilAsserted(
                            () -> assertThat(mailbox.trouble()).contains("certificate is not believed", "127.0.0.1"));
        }
        assertThat(taken).isEmpty();
    }

    @Test
    void aServerWithoutStarttlsGetsNoPassword() throws Exception {
        try (StartTlsFront front = front(false);
                ImapMailbox mailbox = open(Security.STARTTLS, "localhost", front, tls)) {
            patiently().untilAsserted(() -> assertThat(mailbox.trouble()).contains("STARTTLS"));
        }
        assertThat(taken).isEmpty();
    }

    @Test
    void troubleEndsWhenItIsRead() throws Exception {
        SSLContext another = Certificates.localhost(folder.resolve("another.p12"));
        try (StartTlsFront wrong = new StartTlsFront(server.getImap().getPort(), another, true)) {
            int port = wrong.port();
            try (ImapMailbox mailbox =
                    ImapMailbox.open(settings(Security.STARTTLS, "localhost", port, tls), desk, SOON)) {
                patiently().untilAsserted(() -> assertThat(mailbox.trouble()).contains("not believed"));
                wrong.present(tls);
                patiently().untilAsserted(() -> assertThat(mailbox.trouble()).isEmpty());
                patiently().untilAsserted(() -> assertThat(taken).hasSize(1));
            }
        }
    }

    /** GreenMail's thread dies of a caller who hangs up in the handshake; that is its own matter. */
    private static ConditionFactory patiently() {
        return await().dontCatchUncaughtExceptions();
    }

    private static StartTlsFront front(boolean offered) throws Exception {
        return new StartTlsFront(server.getImap().getPort(), tls, offered);
    }

    private ImapMailbox open(Security security, String host, StartTlsFront front, @Nullable SSLContext trusted) {
        int port = security == Security.TLS ? server.getImaps().getPort() : front.port();
        return ImapMailbox.open(settings(security, host, port, trusted), desk, SOON);
    }

    private static ImapSettings settings(Security security, String host, int port, @Nullable SSLContext trusted) {
        return new ImapSettings(host, port, security, "bounces", "a password", "INBOX", trusted);
    }
}
