package lettermill.lab.notice;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Sends one notice by SMTP, with the empty return path that RFC 3464 section 2 asks for. */
final class NoticePost {
    private static final int PATIENCE_MILLIS = 10_000;

    private NoticePost() {}

    /** @throws IOException if the listener cannot be reached or refuses; the message is its reply */
    static void send(InetSocketAddress listener, String recipient, String message) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(listener, PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            OutputStream out = socket.getOutputStream();
            expect(in, 220);
            say(out, "EHLO lab.example\r\n");
            expect(in, 250);
            say(out, "MAIL FROM:<>\r\n");
            expect(in, 250);
            say(out, "RCPT TO:<" + recipient + ">\r\n");
            expect(in, 250);
            say(out, "DATA\r\n");
            expect(in, 354);
            say(out, message.replace("\r\n.", "\r\n..") + "\r\n.\r\n");
            expect(in, 250);
            say(out, "QUIT\r\n");
        }
    }

    private static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static void expect(BufferedReader in, int code) throws IOException {
        String line;
        do {
            line = in.readLine();
        } while (line != null && line.startsWith(code + "-"));
        if (line == null || !line.startsWith(Integer.toString(code))) {
            throw new IOException("expected " + code + ", got " + line);
        }
    }
}
