package lettermill.lab.smtp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A client that writes exactly the bytes a test says, and reads replies; it gives up after ten seconds. */
public final class RawClient implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader replies;

    public RawClient(InetSocketAddress server) throws IOException {
        socket = new Socket(server.getAddress(), server.getPort());
        socket.setSoTimeout(10_000);
        replies = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    /** A client that has read the greeting and said EHLO. */
    public static RawClient greeted(InetSocketAddress server) throws IOException {
        RawClient client = new RawClient(server);
        client.reply();
        client.write("EHLO client.example\r\n");
        client.reply();
        return client;
    }

    public RawClient write(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        return this;
    }

    /** The next reply, its lines joined by line feeds; "closed" at the end of the connection. */
    public String reply() throws IOException {
        List<String> lines = new ArrayList<>();
        String line;
        do {
            line = replies.readLine();
            lines.add(line == null ? "closed" : line);
        } while (line != null && line.length() > 3 && line.charAt(3) == '-');
        return String.join("\n", lines);
    }

    /** The codes of the next replies; -1 for a closed connection. */
    public List<Integer> codes(int count) throws IOException {
        List<Integer> codes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String reply = reply();
            codes.add(reply.equals("closed") ? -1 : Integer.parseInt(reply.substring(0, 3)));
        }
        return codes;
    }

    /** Sends one mail and returns the reply that decided about it: a refused recipient's, or the one to the final dot. */
    public String send(String recipient, String message) throws IOException {
        write("MAIL FROM:<sender@news.example>\r\nRCPT TO:<" + recipient + ">\r\nDATA\r\n");
        String mail = reply();
        String accepted = reply();
        if (!mail.startsWith("250") || !accepted.startsWith("250")) {
            if (!accepted.startsWith("421")) {
                reply();
                write("RSET\r\n");
                reply();
            }
            return accepted;
        }
        reply();
        write(message.replace("\r\n.", "\r\n..") + "\r\n.\r\n");
        return reply();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
