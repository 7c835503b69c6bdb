package lettermill.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import lettermill.lab.smtp.Envelope;
import lettermill.lab.smtp.MailVerdict;
import lettermill.lab.smtp.ReceivedContent;
import lettermill.lab.smtp.SmtpReceiver;
import lettermill.lab.smtp.SmtpReply;
import lettermill.lab.smtp.SmtpServer;
import org.junit.jupiter.api.Test;

class BareSmtpClientTest {
    private final Set<String> arrived = Collections.synchronizedSet(new HashSet<>());

    private final SmtpReceiver recorder = new SmtpReceiver() {
        @Override
        public SmtpReply recipient(String sender, String recipient) {
            return recipient.startsWith("person777@") ? new SmtpReply(550, "5.1.1 No") : SmtpReply.OK;
        }

        @Override
        public MailVerdict mail(Envelope envelope, ReceivedContent content) {
            String text = new String(content.unstuffed(), StandardCharsets.US_ASCII);
            arrived.add(envelope.recipients().getFirst() + " " + text.strip());
            return MailVerdict.ACCEPTED;
        }
    };

    @Test
    void sendsEachMessageOnceToItsRecipient() throws IOException {
        try (SmtpServer server = new SmtpServer(0, recorder)) {
            BareSmtpClient.Run run =
                    new BareSmtpClient(server.address(), 7, 3).send(500, number -> ascii("m" + number + "\r\n"));
            assertThat(run.messages()).isEqualTo(500);
            assertThat(run.perSecond()).isPositive();
        }
        assertThat(arrived).hasSize(500).contains("person0@sink.example m0", "person499@sink.example m499");
    }

    @Test
    void sendsFewerMessagesThanItHasConnections() throws IOException {
        try (SmtpServer server = new SmtpServer(0, recorder)) {
            assertThat(new BareSmtpClient(server.address(), 8, 2)
                            .send(3, _ -> ascii("m\r\n"))
                            .messages())
                    .isEqualTo(3);
        }
    }

    @Test
    void stopsAtARefusalAndSaysWhichReply() throws IOException {
        try (SmtpServer server = new SmtpServer(0, recorder)) {
            assertThatThrownBy(() -> new BareSmtpClient(server.address(), 2, 1).send(1000, _ -> ascii("m\r\n")))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("550 5.1.1 No");
        }
    }

    @Test
    void aSinkProcessCountsWhatItTakes() throws IOException {
        byte[] message = ascii("Subject: x\r\n\r\n" + "line\r\n".repeat(1_500));
        try (SinkProcess sink = SinkProcess.start()) {
            new BareSmtpClient(sink.address(), 4, 2).send(200, _ -> message);
            assertThat(sink.taken()).isEqualTo(new SinkProcess.Taken(200, 200L * message.length));
            assertThat(sink.sample()).isEqualTo(message);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
