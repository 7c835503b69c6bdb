package lettermill.lab.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SmtpServerTest {
    private final Recorder received = new Recorder();
    private SmtpServer server;

    /** Keeps what arrives; recipients beginning with "no" are refused, "slow" gets 421, mails to "drop" go unanswered. */
    private static final class Recorder implements SmtpReceiver {
        final List<Envelope> envelopes = Collections.synchronizedList(new ArrayList<>());
        final List<String> contents = Collections.synchronizedList(new ArrayList<>());

        @Override
        public SmtpReply recipient(String sender, String recipient) {
            if (recipient.startsWith("slow")) {
                return new SmtpReply(421, "4.7.0 Slow down");
            }
            return recipient.startsWith("no") ? new SmtpReply(550, "5.1.1 No such user") : SmtpReply.OK;
        }

        @Override
        public MailVerdict mail(Envelope envelope, ReceivedContent content) {
            envelopes.add(envelope);
            contents.add(new String(content.unstuffed(), StandardCharsets.UTF_8));
            return envelope.recipients().getFirst().startsWith("drop")
                    ? new MailVerdict.DropWithoutAnswer()
                    : envelope.recipients().getFirst().startsWith("last")
                            ? new MailVerdict.AnswerThenDrop(SmtpReply.OK)
                            : MailVerdict.ACCEPTED;
        }
    }

    @BeforeEach
    void start() throws IOException {
        server = new SmtpServer(0, received);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void offersTheExtensionsThatItSpeaks() throws IOException {
        try (RawClient client = new RawClient(server.address())) {
            assertThat(client.reply()).startsWith("220 ");
            assertThat(client.write("EHLO x\r\n").reply())
                    .contains("PIPELINING", "8BITMIME", "SMTPUTF8", "SIZE 36700160", "ENHANCEDSTATUSCODES");
        }
    }

    @Test
    void takesTheNextTransactionSentBehindTheFinalDot() throws IOException {
        try (RawClient client = RawClient.greeted(server.address())) {
            client.write("MAIL FROM:<a@x.example>\r\nRCPT TO:<one@y.example>\r\nDATA\r\n");
            assertThat(client.codes(3)).containsExactly(250, 250, 354);
            client.write("first\r\n.\r\nMAIL FROM:<b@x.example>\r\nRCPT TO:<two@y.example>\r\nDATA\r\n");
            assertThat(client.codes(4)).containsExactly(250, 250, 250, 354);
            client.write("second\r\n.\r\nQUIT\r\n");
            assertThat(client.codes(3)).containsExactly(250, 221, -1);
        }
        assertThat(received.contents).containsExactly("first\r\n", "second\r\n");
        Envelope.Client us = new Envelope.Client("127.0.0.1", "client.example");
        assertThat(received.envelopes)
                .containsExactly(
                        new Envelope("a@x.example", List.of("one@y.example"), us),
                        new Envelope("b@x.example", List.of("two@y.example"), us));
    }

    @Test
    void findsTheFinalDotWhereverTheReadsCut() throws IOException {
        String message = "x".repeat(997) + "\r\n..\r\n.a\r\n..\r\n\r\r\n\n.\r\n";
        try (RawClient client = RawClient.greeted(server.address())) {
            for (int cut = 0; cut < 12; cut++) {
                client.write("MAIL FROM:<>\r\nRCPT TO:<a@y.example>\r\nDATA\r\n");
                client.codes(3);
                String wire = message + "\r\n.\r\n";
                client.write(wire.substring(0, wire.length() - cut));
                client.write(wire.substring(wire.length() - cut));
                assertThat(client.reply()).startsWith("250");
            }
        }
        assertThat(received.contents)
                .hasSize(12)
                .containsOnly("x".repeat(997) + "\r\n.\r\na\r\n.\r\n\r\r\n\n.\r\n\r\n");
    }

    @Test
    void takesAnEmptyMailAndOneLargerThanItsBuffer() throws IOException {
        String large = ("y".repeat(70) + "\r\n").repeat(20_000);
        try (RawClient client = RawClient.greeted(server.address())) {
            client.write("MAIL FROM:<>\r\nRCPT TO:<a@y.example>\r\nDATA\r\n");
            client.codes(3);
            client.write(".\r\n");
            assertThat(client.reply()).startsWith("250");
            assertThat(client.send("b@y.example", large)).startsWith("250");
        }
        assertThat(received.contents).containsExactly("", large + "\r\n");
    }

    @Test
    void refusesAMailBeyondTheSizeItOffered() throws IOException {
        try (RawClient client = RawClient.greeted(server.address())) {
            assertThat(client.write("MAIL FROM:<a@x.example> SIZE=40000000\r\n").reply())
                    .startsWith("552 5.3.4");
            String line = "z".repeat(998) + "\r\n";
            assertThat(client.send("b@y.example", line.repeat(37_000))).startsWith("552 5.3.4");
            assertThat(client.send("b@y.example", "small")).startsWith("250");
        }
        assertThat(received.contents).containsExactly("small\r\n");
    }

    @Test
    void answersDataWith554WhenNoRecipientIsLeft() throws IOException {
        try (RawClient client = RawClient.greeted(server.address())) {
            client.write("MAIL FROM:<a@x.example>\r\nRCPT TO:<nobody@y.example>\r\nDATA\r\nRSET\r\n");
            assertThat(client.codes(4)).containsExactly(250, 550, 554, 250);
            client.write("MAIL FROM:<a@x.example>\r\nRCPT TO:<nobody@y.example>\r\nRCPT TO:<b@y.example>\r\nDATA\r\n");
            assertThat(client.codes(4)).containsExactly(250, 550, 250, 354);
        }
    }

    @Test
    void closesBehind421AndTheAnswerArrives() throws IOException {
        try (RawClient client = RawClient.greeted(server.address())) {
            client.write("MAIL FROM:<a@x.example>\r\nRCPT TO:<slow@y.example>\r\nDATA\r\n");
            assertThat(client.codes(3)).containsExactly(250, 421, -1);
        }
    }

    @Test
    void dropsWithoutAnAnswerToTheFinalDotAndAnswersWhatCameBefore() throws IOException {
        try (RawClient client = RawClient.greeted(server.address())) {
            client.write("MAIL FROM:<a@x.example>\r\nRCPT TO:<drop@y.example>\r\nDATA\r\n");
            assertThat(client.codes(3)).containsExactly(250, 250, 354);
            client.write("gone\r\n.\r\nMAIL FROM:<a@x.example>\r\nRCPT TO:<next@y.example>\r\nDATA\r\n");
            assertThat(client.codes(1)).containsExactly(-1);
        }
        assertThat(received.contents).containsExactly("gone\r\n");
    }

    @Test
    void dropsBehindTheAnswerAndTheAnswerArrives() throws IOException {
        try (RawClient client = RawClient.greeted(server.address())) {
            client.write("MAIL FROM:<a@x.example>\r\nRCPT TO:<last@y.example>\r\nDATA\r\n");
            client.codes(3);
            client.write("kept\r\n.\r\n" + "NOOP\r\n".repeat(50_000));
            assertThat(client.codes(2)).containsExactly(250, -1);
        }
    }

    @Test
    void refusesABareLineFeedAsTheEndOfACommand() throws IOException {
        try (RawClient client = RawClient.greeted(server.address())) {
            client.write("MAIL FROM:<a@x.example>\n");
            assertThat(client.codes(2)).containsExactly(500, -1);
        }
    }

    @Test
    void doesNotTakeABareLineFeedDotForTheEndOfAMail() throws IOException {
        try (RawClient client = RawClient.greeted(server.address())) {
            client.write("MAIL FROM:<a@x.example>\r\nRCPT TO:<b@y.example>\r\nDATA\r\n");
            client.codes(3);
            client.write("a\n.\nMAIL FROM:<evil@x.example>\r\n.\r\n");
            assertThat(client.reply()).startsWith("250");
        }
        assertThat(received.contents).containsExactly("a\n.\nMAIL FROM:<evil@x.example>\r\n");
    }

    @Test
    void answersNonsenseWithTheRightCodes() throws IOException {
        try (RawClient client = new RawClient(server.address())) {
            client.reply();
            client.write(
                    "MAIL FROM:<a@x.example>\r\nDATA\r\nHELP\r\nNOOP\r\nVRFY a\r\nHELO x\r\nMAIL FROM:a@x.example\r\n");
            assertThat(client.codes(7)).containsExactly(503, 503, 502, 250, 252, 250, 501);
            client.write("MAIL FROM:<a@x.example>\r\nMAIL FROM:<a@x.example>\r\nRCPT TO:<nodomain>\r\nRSET\r\n");
            assertThat(client.codes(4)).containsExactly(250, 503, 501, 250);
            client.write("X".repeat(5000) + "\r\n");
            assertThat(client.codes(2)).containsExactly(500, -1);
        }
    }
}
