package lettermill.lab.smtp;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One connection: the SMTP states of RFC 5321 section 4.1.4. */
final class SmtpSession {
    static final int MAX_CONTENT = 36_700_160;

    private static final int MAX_RECIPIENTS = 1000;
    private static final int DRAIN_MILLIS = 500;
    private static final Pattern PATH = Pattern.compile(
            "^(?:FROM|TO):\\s?<((?:\"(?:[^\"\\\\]|\\\\.)*\"|[^<>\"\\s])*)>(.*)$", Pattern.CASE_INSENSITIVE);
    private static final Pattern SIZE = Pattern.compile("\\bSIZE=(\\d{1,18})\\b", Pattern.CASE_INSENSITIVE);
    private static final SmtpReply BAD_SEQUENCE = new SmtpReply(503, "5.5.1 Bad sequence of commands");
    private static final SmtpReply BAD_SYNTAX = new SmtpReply(501, "5.5.4 Write the address as <local@domain>");
    private static final SmtpReply TOO_LARGE =
            new SmtpReply(552, "5.3.4 Message larger than " + MAX_CONTENT + " bytes");

    private final Socket socket;
    private final SmtpReceiver receiver;
    private final OutputStream out;
    private final WireReader reader;
    private final List<String> recipients = new ArrayList<>();
    private @Nullable String sender;
    private String client = "";
    private boolean greeted;

    SmtpSession(Socket socket, SmtpReceiver receiver) throws IOException {
        this.socket = socket;
        this.receiver = receiver;
        this.out = new BufferedOutputStream(socket.getOutputStream(), 16 * 1024);
        this.reader = new WireReader(socket.getInputStream(), out, MAX_CONTENT);
    }

    /** Serves until the client quits or the connection ends; the caller closes the socket. */
    void serve() throws IOException {
        reply(new SmtpReply(220, "lab.example ESMTP Lettermill lab"));
        try {
            String line = reader.line();
            while (line != null && handle(line)) {
                line = reader.line();
            }
            out.flush();
        } catch (WireReader.ProtocolException broken) {
            reply(new SmtpReply(500, "5.5.2 " + broken.getMessage()));
            flushAndDrain();
        }
    }

    /** Answers one command; false ends the connection. */
    private boolean handle(String line) throws IOException {
        int space = line.indexOf(' ');
        String verb = (space < 0 ? line : line.substring(0, space)).toUpperCase(Locale.ROOT);
        String argument = space < 0 ? "" : line.substring(space + 1);
        return switch (verb) {
            case "EHLO" -> hello(argument, true);
            case "HELO" -> hello(argument, false);
            case "MAIL" -> reply(mail(argument));
            case "RCPT" -> recipient(argument);
            case "DATA" -> data();
            case "RSET" -> {
                reset();
                yield reply(SmtpReply.OK);
            }
            case "NOOP" -> reply(SmtpReply.OK);
            case "VRFY" -> reply(new SmtpReply(252, "2.1.5 Send some mail and see"));
            case "QUIT" -> {
                reply(new SmtpReply(221, "2.0.0 Bye"));
                flushAndDrain();
                yield false;
            }
            default -> reply(new SmtpReply(502, "5.5.1 Command not known here"));
        };
    }

    private boolean hello(String name, boolean extended) throws IOException {
        client = name;
        reset();
        greeted = true;
        if (!extended) {
            return reply(new SmtpReply(250, "lab.example"));
        }
        String extensions = "250-lab.example\r\n250-PIPELINING\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n"
                + "250-ENHANCEDSTATUSCODES\r\n250 SIZE " + MAX_CONTENT + "\r\n";
        out.write(extensions.getBytes(StandardCharsets.US_ASCII));
        return true;
    }

    private SmtpReply mail(String argument) {
        if (!greeted || sender != null) {
            return BAD_SEQUENCE;
        }
        Matcher path = PATH.matcher(argument);
        if (!path.matches()) {
            return BAD_SYNTAX;
        }
        Matcher size = SIZE.matcher(path.group(2));
        if (size.find() && Long.parseLong(size.group(1)) > MAX_CONTENT) {
            return TOO_LARGE;
        }
        sender = path.group(1);
        return SmtpReply.OK;
    }

    private boolean recipient(String argument) throws IOException {
        if (sender == null) {
            return reply(BAD_SEQUENCE);
        }
        Matcher path = PATH.matcher(argument);
        if (!path.matches() || path.group(1).indexOf('@') < 1) {
            return reply(BAD_SYNTAX);
        }
        if (recipients.size() == MAX_RECIPIENTS) {
            return reply(new SmtpReply(452, "4.5.3 Too many recipients"));
        }
        SmtpReply answer = receiver.recipient(sender, path.group(1));
        if (answer.isPositive()) {
            recipients.add(path.group(1));
        }
        reply(answer);
        if (answer.closesConnection()) {
            flushAndDrain();
            return false;
        }
        return true;
    }

    private boolean data() throws IOException {
        if (sender == null) {
            return reply(BAD_SEQUENCE);
        }
        if (recipients.isEmpty()) {
            // RFC 2920 section 3.1: a pipelining client must be ready for DATA failing behind refused recipients.
            return reply(new SmtpReply(554, "5.5.1 No valid recipients"));
        }
        reply(new SmtpReply(354, "End data with <CR><LF>.<CR><LF>"));
        Envelope envelope = new Envelope(
                sender,
                List.copyOf(recipients),
                new Envelope.Client(socket.getInetAddress().getHostAddress(), client));
        try {
            ReceivedContent content = reader.content();
            if (content == null) {
                return false;
            }
            return conclude(receiver.mail(envelope, content));
        } catch (WireReader.ContentTooLarge tooLarge) {
            return reply(TOO_LARGE);
        } finally {
            reset();
        }
    }

    private boolean conclude(MailVerdict verdict) throws IOException {
        return switch (verdict) {
            case MailVerdict.Answer(SmtpReply answer) -> reply(answer);
            case MailVerdict.AnswerThenDrop(SmtpReply answer) -> {
                reply(answer);
                flushAndDrain();
                yield false;
            }
            case MailVerdict.DropWithoutAnswer() -> {
                flushAndDrain();
                yield false;
            }
        };
    }

    private void reset() {
        sender = null;
        recipients.clear();
    }

    private boolean reply(SmtpReply reply) throws IOException {
        out.write(reply.wireBytes());
        return true;
    }

    /** Closing a socket with unread input resets it, and the reset may overtake the last reply: so read what is under way. */
    private void flushAndDrain() throws IOException {
        out.flush();
        socket.shutdownOutput();
        socket.setSoTimeout(DRAIN_MILLIS);
        InputStream rest = socket.getInputStream();
        long until = System.nanoTime() + DRAIN_MILLIS * 1_000_000L;
        byte[] discarded = new byte[8192];
        while (rest.read(discarded) >= 0 && System.nanoTime() < until) {
            // what the client had pipelined behind the answer is not for us any more
        }
    }
}
