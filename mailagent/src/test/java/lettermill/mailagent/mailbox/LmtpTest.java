package lettermill.mailagent.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import lettermill.wire.feedback.FeedbackDesk;
import lettermill.wire.feedback.MailedFeedback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A mail server hands over by LMTP. */
@Timeout(30)
class LmtpTest {

    private static final String ONE = "b+1.ab@news.example";
    private static final String TWO = "b+2.cd@news.example";

    private final List<String> taken = new CopyOnWriteArrayList<>();
    private volatile String away = "";
    private final FeedbackListener listener =
            FeedbackListener.startLmtp(new InetSocketAddress("127.0.0.1", 0), "mail.example.org", new FeedbackDesk() {
                @Override
                public boolean expects(String address) {
                    return List.of(ONE, TWO).contains(address);
                }

                @Override
                public void take(MailedFeedback mail) throws UnavailableException {
                    if (away.equals(mail.address())) {
                        throw new UnavailableException(new IOException("the database is away"));
                    }
                    taken.add(mail.address());
                }
            });

    @AfterEach
    void close() {
        listener.close();
    }

    private SmtpCaller caller() throws IOException {
        return new SmtpCaller(listener.port(), "LHLO");
    }

    private static void address(SmtpCaller caller, String... recipients) throws IOException {
        assertThat(caller.say("MAIL FROM:<>")).startsWith("250");
        for (String recipient : recipients) {
            caller.say("RCPT TO:<" + recipient + ">");
        }
    }

    private static String send(SmtpCaller caller) throws IOException {
        assertThat(caller.say("DATA")).startsWith("354");
        return caller.say("Subject: hello\r\n\r\n..hello\r\n.");
    }

    @Test
    void eachRecipientGetsAReplyOfItsOwnInOrder() throws Exception {
        away = ONE;
        try (SmtpCaller caller = caller()) {
            address(caller, ONE, "nobody@news.example", TWO);
            assertThat(send(caller)).startsWith("451");
            assertThat(caller.reply()).startsWith("250");
            assertThat(caller.say("NOOP")).as("two replies and no third").startsWith("250 ");
        }
        assertThat(taken).containsExactly(TWO);
    }

    @Test
    void anotherMailOnTheSameConnectionHasRecipientsOfItsOwn() throws Exception {
        try (SmtpCaller caller = caller()) {
            address(caller, ONE);
            assertThat(send(caller)).startsWith("250");
            address(caller, TWO);
            assertThat(send(caller)).startsWith("250");
        }
        assertThat(taken).containsExactly(ONE, TWO);
    }

    @Test
    void withoutARecipientThereIsNothingToSend() throws Exception {
        try (SmtpCaller caller = caller()) {
            address(caller, "nobody@news.example");
            assertThat(caller.say("DATA")).startsWith("503");
        }
    }

    @Test
    void itIsNoSmtp() throws Exception {
        try (SmtpCaller caller = caller()) {
            assertThat(caller.say("EHLO mx.example")).startsWith("500");
            assertThat(caller.say("HELO mx.example")).startsWith("500");
        }
    }
}
