package lettermill.bench.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import lettermill.lab.smtp.SinkReceiver;
import lettermill.lab.smtp.SmtpServer;

/**
 * A fast SMTP sink as a process of its own: {@code SmtpSink [PORT]}. Says where it listens in its first line, answers
 * {@code sample} on standard input with the first mail in Base64 and any other line with its counts, and ends when standard
 * input closes.
 */
public final class SmtpSink {
    private SmtpSink() {}

    public static void main(String[] arguments) throws IOException {
        int port = arguments.length == 0 ? 0 : Integer.parseInt(arguments[0]);
        SinkReceiver receiver = new SinkReceiver();
        try (SmtpServer server = new SmtpServer(port, receiver)) {
            System.out.println("sink ready: " + server.address().getPort());
            BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String question = questions.readLine(); question != null; question = questions.readLine()) {
                System.out.println(
                        question.equals("sample")
                                ? Base64.getEncoder().encodeToString(receiver.first())
                                : receiver.mails() + " " + receiver.bytes());
            }
        }
    }
}
