package lettermill.lab.smtp;

import java.util.Arrays;

/** A message as it lies in a connection's buffer, still dot-stuffed; only valid until the receiver returns. */
public final class ReceivedContent {
    private final byte[] buffer;
    private final int from;
    private final int to;

    ReceivedContent(byte[] buffer, int from, int to) {
        this.buffer = buffer;
        this.from = from;
        this.to = to;
    }

    /** Size on the wire in bytes, without the final dot's line. */
    public int wireSize() {
        return to - from;
    }

    /** A copy with the dots as they were sent. */
    public byte[] onTheWire() {
        return Arrays.copyOfRange(buffer, from, to);
    }

    /** A copy without the dots that the client put before lines beginning with one (RFC 5321 section 4.5.2). */
    public byte[] unstuffed() {
        byte[] copy = new byte[to - from];
        int length = 0;
        int pieceStart = from;
        for (int i = from; i < to; i++) {
            if (buffer[i] == '.' && (i == from || (i > from + 1 && buffer[i - 1] == '\n' && buffer[i - 2] == '\r'))) {
                System.arraycopy(buffer, pieceStart, copy, length, i - pieceStart);
                length += i - pieceStart;
                pieceStart = i + 1;
            }
        }
        System.arraycopy(buffer, pieceStart, copy, length, to - pieceStart);
        return Arrays.copyOf(copy, length + to - pieceStart);
    }
}
