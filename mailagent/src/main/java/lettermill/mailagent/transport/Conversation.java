package lettermill.mailagent.transport;

import java.io.IOException;
import java.net.ProtocolException;
import lettermill.mailagent.mime.OctetBuffer;
import lettermill.mailagent.transport.SmtpSettings.TimeLimits;
import lettermill.wire.Letter;
import lettermill.wire.Outcome;
import lettermill.wire.Outcome.Unknown;
import lettermill.wire.Reply;
import org.jspecify.annotations.Nullable;

/**
 * One connection's part of a wave. With PIPELINING (RFC 2920) three letters are in work at a time: one is <i>handed</i> over,
 * its final dot written; one is <i>announced</i>, its MAIL, RCPT and DATA written right behind that dot; one is <i>prepared</i>,
 * composed while the server works. Without it each command waits for its reply.
 */
final class Conversation {
    private static final byte[] NOTHING = {'.', '\r', '\n'};

    private final SmtpConnection connection;
    private final SmtpWave wave;
    private final TimeLimits limits;
    private final boolean pipelining;
    private final int sizeLimit;
    private @Nullable Piece prepared;
    private @Nullable Piece announced;
    private @Nullable Piece handed;
    private boolean resetPending;
    private boolean progressed;

    /** A letter of the wave with the commands that announce it and its content, dot-stuffed. */
    private record Piece(int index, long messageId, String mail, String rcpt, OctetBuffer content) {}

    /** The server said 421: it is closing the connection. */
    static final class ServerClosing extends IOException {
        private final transient SmtpReply reply;

        ServerClosing(SmtpReply reply) {
            super(reply.toReply().toString());
            this.reply = reply;
        }
    }

    Conversation(SmtpConnection connection, SmtpWave wave, TimeLimits limits) {
        this.connection = connection;
        this.wave = wave;
        this.limits = limits;
        this.pipelining = connection.offers("PIPELINING");
        this.sizeLimit = sizeLimit(connection.extensions().getOrDefault("SIZE", ""));
    }

    SmtpConnection connection() {
        return connection;
    }

    /** Whether any letter got its outcome here. */
    boolean hasProgressed() {
        return progressed;
    }

    /** Reads what was asked last and writes what is next; false when all is answered and nothing is left to write. */
    boolean step() throws IOException {
        if (prepared == null) {
            prepared = prepare();
        }
        if (handed != null) {
            readFinalReply(handed);
        }
        if (announced != null) {
            Reply refusal = readEnvelopeReplies(announced);
            if (refusal == null) {
                transmit(announced);
            } else {
                record(announced, Replies.classify(announced.messageId(), refusal));
                announced = null;
                resetPending = true;
            }
        }
        if (announced == null && prepared != null && (pipelining || handed == null)) {
            announce(prepared);
        }
        if (announced != null || handed != null || prepared != null) {
            return true;
        }
        if (resetPending) {
            unlessClosing(connection.ask("RSET", limits.command()));
            resetPending = false;
        }
        return false;
    }

    /** Composes the wave's next letter that this server can take; the others are refused at once. */
    private @Nullable Piece prepare() {
        for (int index = wave.next(); index >= 0; index = wave.next()) {
            Outgoing outgoing = wave.letter(index);
            Letter letter = outgoing.letter();
            if (SmtpEnvelope.needsSmtpUtf8(letter) && !connection.offers("SMTPUTF8")) {
                wave.refuse(
                        index,
                        "5.6.7",
                        "an address has letters beyond ASCII before the @, which the provider cannot carry");
                continue;
            }
            try {
                OctetBuffer content = connection.spare().compose(letter, outgoing.signer());
                if (content.length() > sizeLimit) {
                    wave.refuse(
                            index,
                            "5.3.4",
                            "the message has " + content.length() + " bytes, the provider takes " + sizeLimit);
                    continue;
                }
                DotStuffing.finish(content);
                String mail = SmtpEnvelope.mail(letter, content.length(), connection);
                return new Piece(index, letter.messageId(), mail, SmtpEnvelope.rcpt(letter), content);
            } catch (IllegalArgumentException unwritable) {
                wave.refuse(index, "5.1.3", "a domain cannot be written in ASCII: " + unwritable.getMessage());
            }
        }
        return null;
    }

    private void announce(Piece piece) throws IOException {
        announced = piece;
        prepared = null;
        connection.swapMessages();
        if (!pipelining) {
            return;
        }
        String group = piece.mail() + "\r\n" + piece.rcpt() + "\r\nDATA";
        try {
            connection.writeLine(resetPending ? "RSET\r\n" + group : group, limits.command());
        } catch (IOException gone) {
            // A server that closes behind a letter may have answered it first.
            if (handed != null) {
                readFinalReply(handed);
            }
            throw gone;
        }
    }

    /** Answers null if the server wants the content now, else why not. */
    private @Nullable Reply readEnvelopeReplies(Piece piece) throws IOException {
        if (resetPending) {
            envelopeReply("RSET");
            resetPending = false;
        }
        SmtpReply mail = envelopeReply(piece.mail());
        if (!pipelining && !mail.isPositive()) {
            return mail.toReply();
        }
        SmtpReply rcpt = envelopeReply(piece.rcpt());
        if (!pipelining && !rcpt.isPositive()) {
            return rcpt.toReply();
        }
        SmtpReply data = envelopeReply("DATA");
        boolean accepted = mail.isPositive() && rcpt.isPositive();
        if (data.code() == 354 && !accepted) {
            // RFC 2920 section 3.1: the server asks for content all the same; give it none.
            connection.write(NOTHING, 0, NOTHING.length, limits.command());
            unlessClosing(connection.read(limits.command()));
        }
        if (data.code() == 354 && accepted) {
            return null;
        }
        return (!mail.isPositive() ? mail : !rcpt.isPositive() ? rcpt : data).toReply();
    }

    private SmtpReply envelopeReply(String command) throws IOException {
        if (!pipelining) {
            connection.writeLine(command, limits.command());
        }
        SmtpReply reply = unlessClosing(connection.read(limits.command()));
        boolean fits = command.equals("DATA") ? reply.code() == 354 : reply.isPositive();
        if (!fits && reply.code() < 400) {
            throw new ProtocolException("the server answers " + command + " with " + reply.code());
        }
        return reply;
    }

    /** From the moment the final dot is written the letter is the server's: no second copy without its answer. */
    private void transmit(Piece piece) throws IOException {
        OctetBuffer content = piece.content();
        connection.write(content.array(), 0, content.length(), limits.command());
        handed = piece;
        announced = null;
    }

    private void readFinalReply(Piece piece) throws IOException {
        SmtpReply reply = connection.read(limits.finalReply());
        if (reply.code() >= 300 && reply.code() < 400) {
            throw new ProtocolException("the server answers the content with " + reply.code());
        }
        record(piece, Replies.classify(piece.messageId(), reply.toReply()));
        handed = null;
        unlessClosing(reply);
    }

    private static SmtpReply unlessClosing(SmtpReply reply) throws ServerClosing {
        if (reply.isClosing()) {
            throw new ServerClosing(reply);
        }
        return reply;
    }

    private void record(Piece piece, Outcome outcome) {
        wave.record(piece.index(), outcome);
        progressed = true;
    }

    /** Settles what was in work when the connection broke: nobody knows about the one handed over, the others may go again. */
    void abandon(IOException failure) {
        String why = connection.explain(failure);
        Reply reply = failure instanceof ServerClosing closing
                ? closing.reply.toReply()
                : Reply.local("4.4.2", "the connection was lost before the message was sent: " + why);
        if (prepared != null) {
            wave.giveBack(prepared.index());
        }
        if (announced != null) {
            boolean blameless = connection.isReused() && !progressed && handed == null;
            wave.giveBackFailed(announced.index(), reply, blameless);
        }
        if (handed != null) {
            wave.record(
                    handed.index(),
                    new Unknown(handed.messageId(), "the connection was lost before the answer came: " + why));
        }
        if (!progressed && !connection.isReused()) {
            wave.countFailure(reply);
        }
    }

    private static int sizeLimit(String parameter) {
        try {
            long limit = Long.parseLong(parameter.strip());
            return limit <= 0 || limit > Integer.MAX_VALUE ? Integer.MAX_VALUE : (int) limit;
        } catch (NumberFormatException noLimit) {
            return Integer.MAX_VALUE;
        }
    }
}
