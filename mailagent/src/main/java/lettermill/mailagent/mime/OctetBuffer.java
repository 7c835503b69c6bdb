package lettermill.mailagent.mime;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing array of bytes, reused from message to message. For one thread at a time. */
public final class OctetBuffer {
    private byte[] octets;
    private int length;

    public OctetBuffer(int capacity) {
        octets = new byte[capacity];
    }

    public void clear() {
        length = 0;
    }

    /** The bytes themselves, valid up to {@link #length} and until the next write. */
    public byte[] array() {
        return octets;
    }

    public int length() {
        return length;
    }

    /** Cuts back to an earlier length, or sets the length after bytes were written into {@link #array} directly. */
    public void setLength(int newLength) {
        length = newLength;
    }

    /** Makes room for that many bytes more. */
    public void reserve(int more) {
        if (length + more > octets.length) {
            octets = Arrays.copyOf(octets, Math.max(octets.length * 2, length + more));
        }
    }

    public OctetBuffer append(byte octet) {
        reserve(1);
        octets[length++] = octet;
        return this;
    }

    public OctetBuffer append(byte[] source, int from, int to) {
        reserve(to - from);
        System.arraycopy(source, from, octets, length, to - from);
        length += to - from;
        return this;
    }

    /** Appends text as UTF-8; a lone surrogate becomes a question mark. */
    public OctetBuffer append(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        return append(encoded, 0, encoded.length);
    }

    OctetBuffer crlf() {
        reserve(2);
        octets[length++] = '\r';
        octets[length++] = '\n';
        return this;
    }

    @Override
    public String toString() {
        return new String(octets, 0, length, StandardCharsets.UTF_8);
    }
}
