package lettermill.mailagent.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import lettermill.wire.feedback.Feedback;
import lettermill.wire.feedback.FeedbackDesk;
import lettermill.wire.feedback.MailedFeedback;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedbackListenerTest {

    private static final String OURS = "b+1.ab@news.example";

    private final List<MailedFeedback> taken = new CopyOnWriteArrayList<>();
    private boolean away;
    private final FeedbackDesk desk = new FeedbackDesk() {
        @Override
        public boolean expects(String address) {
            return address.equalsIgnoreCase(OURS);
        }

        @Override
        public void take(MailedFeedback mail) throws UnavailableException {
            if (away) {
                throw new UnavailableException(new IOException("the database is away"));
            }
            taken.add(mail);
        }
    };
    private final FeedbackListener listener = listen(null);

    private FeedbackListener listen(@Nullable SSLContext tls) {
        return FeedbackListener.start(new InetSocketAddress("127.0.0.1", 0), "mail.example.org", desk, tls);
    }

    @AfterEach
    void close() {
        listener.close();
    }

    private String mail(String recipient, String content) throws IOException {
        try (SmtpCaller caller = new SmtpCaller(listener.port())) {
            return caller.mail(recipient, content);
        }
    }

    @Test
    void aReportIsReadAndHandedOver() throws Exception {
        String reply = mail(OURS.toUpperCase(java.util.Locale.ROOT), """
                From: MAILER-DAEMON@mx.example
                Subject: failure notice

                Hi. This is the qmail-send program at mx.example.

                <gone@other.example>:
                Sorry, no mailbox here by that name. (#5.1.1)
                """);

        assertThat(reply).startsWith("250");
        assertThat(taken).singleElement().satisfies(mail -> {
            assertThat(mail.address()).isEqualToIgnoringCase(OURS);
            assertThat(mail.feedback()).isInstanceOf(Feedback.DeliveryReport.class);
        });
    }

    @Test
    void anAddressThatIsNotExpectedIsRefused() throws Exception {
        assertThat(mail("postmaster@news.example", "Subject: hello\n\nhello")).startsWith("550");
        assertThat(taken).isEmpty();
    }

    @Test
    void whatCannotBeStoredIsAskedForLaterAndTakenThen() throws Exception {
        away = true;
        assertThat(mail(OURS, "Subject: hello\n\nhello")).startsWith("451");
        away = false;
        assertThat(mail(OURS, "Subject: hello\n\nhello")).startsWith("250");
        assertThat(taken).hasSize(1);
    }

    @Test
    void brokenMimeIsKept() throws Exception {
        assertThat(mail(OURS, """
                From: MAILER-DAEMON@mx.example
                Content-Type: multipart/report; boundary="never closed

                --never closed
                Content-Type: message/delivery-status; charset=\u0000\u0001

                Final-Recipient: =?utf-8?B?////
                """)).startsWith("250");
        assertThat(taken).hasSize(1);
    }

    @Test
    void starttlsIsOfferedWithACertificateOnly(@TempDir Path folder) throws Exception {
        SSLContext context = Certificates.localhost(folder.resolve("keys.p12"));
        try (FeedbackListener secured = listen(context);
                SmtpCaller caller = new SmtpCaller(secured.port())) {
            caller.startTls(context);
            assertThat(caller.mail(OURS, "Subject: hello\n\nhello")).startsWith("250");
        }
        assertThat(taken).hasSize(1);
        try (SmtpCaller caller = new SmtpCaller(listener.port())) {
            assertThat(caller.say("STARTTLS")).startsWith("454");
        }
    }

    @Test
    void aMailTooLargeIsRefusedBeforeItIsSent() throws Exception {
        try (SmtpCaller caller = new SmtpCaller(listener.port())) {
            assertThat(caller.say("MAIL FROM:<> SIZE=" + (Visit.LARGEST + 1))).startsWith("552");
        }
    }
}
