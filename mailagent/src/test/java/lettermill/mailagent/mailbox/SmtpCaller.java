package lettermill.mailagent.mailbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;

/** Somebody's mail server on the line: says a line and answers with the last line of the reply. */
final class SmtpCaller implements AutoCloseable {

    private Socket socket;
    private BufferedReader in;

    SmtpCaller(int port) throws IOException {
        this(port, "EHLO");
    }

    /** @param greeting LHLO for LMTP */
    SmtpCaller(int port, String greeting) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(20_000);
        in = reader(socket);
        reply();
        say(greeting + " mx.example");
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    }

    /** Goes on in TLS (RFC 3207). */
    void startTls(SSLContext trusting) throws IOException {
        String reply = say("STARTTLS");
        if (!reply.startsWith("220")) {
            throw new IOException(reply);
        }
        socket = trusting.getSocketFactory().createSocket(socket, "localhost", socket.getPort(), true);
        in = reader(socket);
        say("EHLO mx.example");
    }

    String say(String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        return reply();
    }

    /** The reply to the mail's end, or to whatever was refused before. */
    String mail(String recipient, String content) throws IOException {
        say("MAIL FROM:<>");
        String reply = say("RCPT TO:<" + recipient + ">");
        if (!reply.startsWith("250")) {
            return reply;
        }
        say("DATA");
        return say(content.replace("\n", "\r\n") + "\r\n.");
    }

    /** The next one, where several are on their way. */
    String reply() throws IOException {
        String line = in.readLine();
        while (line != null && line.length() > 3 && line.charAt(3) == '-') {
            line = in.readLine();
        }
        return String.valueOf(line);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
