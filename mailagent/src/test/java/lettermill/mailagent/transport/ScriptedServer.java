package lettermill.mailagent.transport;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A mail server on loopback that does what a test's script says, and otherwise takes all mail. */
public final class ScriptedServer implements AutoCloseable {
    public static final String DROP = "drop";
    public static final String SILENCE = "silence";
    /** One byte at a time without an end, so that no single read ever waits for long. */
    public static final String DRIPS = "drips";

    public static final List<String> USUAL =
            List.of("PIPELINING", "SIZE 100000", "8BITMIME", "SMTPUTF8", "ENHANCEDSTATUSCODES");

    /**
     * Answers a command: a reply without CRLF, {@link #DROP}, {@link #SILENCE}, {@link #DRIPS}, or null for the usual. Besides the commands
     * there are {@code GREETING}, {@code CONTENT-START <to>} before the content is read and {@code CONTENT-END <to>} when the
     * final dot was.
     */
    public interface Script {
        @Nullable
        String reply(String command, int connection);
    }

    public record Message(String from, String to, String content, int connection) {}

    public final List<Message> messages = new CopyOnWriteArrayList<>();
    public final List<String> commands = new CopyOnWriteArrayList<>();
    final AtomicInteger connections = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ServerSocket server;
    private final List<String> extensions;
    private final Script script;

    public ScriptedServer(List<String> extensions, Script script) throws IOException {
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.extensions = extensions;
        this.script = script;
        Thread.ofVirtual().start(this::accept);
    }

    public static ScriptedServer usual() throws IOException {
        return new ScriptedServer(USUAL, (command, connection) -> null);
    }

    public static ScriptedServer of(Script script) throws IOException {
        return new ScriptedServer(USUAL, script);
    }

    public int port() {
        return server.getLocalPort();
    }

    int openConnections() {
        return open.size();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                open.add(socket);
                int number = connections.incrementAndGet();
                Thread.ofVirtual().start(() -> converse(socket, number));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void converse(Socket socket, int number) {
        try (socket;
                InputStream in = new BufferedInputStream(socket.getInputStream());
                OutputStream out = socket.getOutputStream()) {
            if (answer(out, "GREETING", number, "220 scripted.example ESMTP")) {
                for (String line = line(in); line != null; line = line(in)) {
                    commands.add(line);
                    if (!handle(line, in, out, number)) {
                        return;
                    }
                }
            }
        } catch (IOException gone) {
            // The client hung up.
        } finally {
            open.remove(socket);
        }
    }

    /** False ends the connection. */
    private boolean handle(String line, InputStream in, OutputStream out, int number) throws IOException {
        String verb = line.split(" ", 2)[0];
        switch (verb) {
            case "EHLO" -> {
                StringBuilder reply = new StringBuilder("250");
                List<String> lines = new ArrayList<>(List.of("scripted.example"));
                lines.addAll(extensions);
                for (int i = 0; i < lines.size(); i++) {
                    reply.append(i == 0 ? "" : "\r\n250")
                            .append(i == lines.size() - 1 ? ' ' : '-')
                            .append(lines.get(i));
                }
                return answer(out, line, number, reply.toString());
            }
            case "DATA" -> {
                return data(line, in, out, number);
            }
            case "QUIT" -> {
                answer(out, line, number, "221 bye");
                return false;
            }
            default -> {
                return answer(out, line, number, "250 2.0.0 Ok");
            }
        }
    }

    private boolean data(String line, InputStream in, OutputStream out, int number) throws IOException {
        String to = last(number, "RCPT TO:");
        String scripted = script.reply(line, number);
        if (scripted != null && !scripted.startsWith("354")) {
            return say(out, scripted);
        }
        say(out, "354 go on");
        if (DROP.equals(script.reply("CONTENT-START " + to, number))) {
            return false;
        }
        StringBuilder content = new StringBuilder();
        for (String text = line(in); !".".equals(text); text = line(in)) {
            if (text == null) {
                return false;
            }
            content.append(text.startsWith(".") ? text.substring(1) : text).append("\r\n");
        }
        if (to.isEmpty() || last(number, "MAIL FROM:").isEmpty()) {
            return say(out, "554 5.5.1 no valid recipients");
        }
        String reply = script.reply("CONTENT-END " + to, number);
        if (!DROP.equals(reply) && (reply == null || reply.startsWith("2"))) {
            messages.add(new Message(last(number, "MAIL FROM:"), to, content.toString(), number));
        }
        return say(out, reply == null ? "250 2.0.0 Ok: queued as Q" + messages.size() : reply);
    }

    private final ConcurrentHashMap<String, String> lastCommands = new ConcurrentHashMap<>();

    private String last(int number, String command) {
        return lastCommands.getOrDefault(number + command, "");
    }

    private boolean answer(OutputStream out, String command, int number, String usual) throws IOException {
        String scripted = script.reply(command, number);
        for (String path : List.of("MAIL FROM:", "RCPT TO:")) {
            if (command.startsWith(path)) {
                String address = command.substring(path.length() + 1, command.indexOf('>'));
                lastCommands.put(number + path, scripted == null ? address : "");
            }
        }
        return say(out, scripted == null ? usual : scripted);
    }

    private static boolean say(OutputStream out, String reply) throws IOException {
        if (reply.equals(DROP)) {
            return false;
        }
        while (reply.equals(DRIPS)) {
            out.write('2');
            out.flush();
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        if (!reply.equals(SILENCE)) {
            out.write((reply + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }
        return !reply.startsWith("421");
    }

    /** A line that ends in CRLF; a lone CR or LF is part of it, as RFC 5321 section 2.3.8 says. */
    private static @Nullable String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int last = -1;
        for (int octet = in.read(); octet >= 0; octet = in.read()) {
            if (octet == '\n' && last == '\r') {
                String text = line.toString(StandardCharsets.UTF_8);
                return text.substring(0, text.length() - 1);
            }
            line.write(octet);
            last = octet;
        }
        return null;
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
