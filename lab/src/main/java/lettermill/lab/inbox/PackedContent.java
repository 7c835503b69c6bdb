package lettermill.lab.inbox;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** A message's bytes, deflated at the fastest level: tens of thousands of mails fit in a small heap. */
public final class PackedContent {
    private final int size;
    private final byte[] deflated;

    PackedContent(int size, byte[] deflated) {
        this.size = size;
        this.deflated = deflated;
    }

    static PackedContent of(byte[] message) {
        try (Deflater deflater = new Deflater(Deflater.BEST_SPEED)) {
            deflater.setInput(message);
            deflater.finish();
            byte[] packed = new byte[message.length + message.length / 1000 + 64];
            int length = deflater.deflate(packed);
            return new PackedContent(message.length, Arrays.copyOf(packed, length));
        }
    }

    /** Bytes of the message itself. */
    public int size() {
        return size;
    }

    byte[] deflated() {
        return deflated;
    }

    /** The message as it was sent. */
    public byte[] unpacked() {
        try (Inflater inflater = new Inflater()) {
            inflater.setInput(deflated);
            byte[] message = new byte[size];
            int length = 0;
            while (length < size && !inflater.finished()) {
                length += inflater.inflate(message, length, size - length);
            }
            return message;
        } catch (DataFormatException broken) {
            throw new IllegalStateException("stored mail cannot be read", broken);
        }
    }
}
