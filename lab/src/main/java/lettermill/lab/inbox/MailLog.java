package lettermill.lab.inbox;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.function.Consumer;
import lettermill.lab.inbox.StoredMail.Route;

/** The append-only file behind a store. A killed process leaves at most one record half written, which the next start cuts off. */
public final class MailLog implements AutoCloseable {
    private final FileChannel file;

    /** One record of the file. */
    record Entry(Instant receivedAt, Route route, PackedContent content) {}

    /**
     * Opens or makes {@code mails.log} in the folder.
     *
     * @throws IOException if the folder cannot be made or written to
     */
    public MailLog(Path folder) throws IOException {
        Files.createDirectories(folder);
        file = FileChannel.open(
                folder.resolve("mails.log"),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
    }

    /** Gives every whole record to the consumer and leaves the file ready for appending. */
    void readAll(Consumer<Entry> consumer) throws IOException {
        long whole = 0;
        DataInputStream in = new DataInputStream(new BufferedInputStream(Channels.newInputStream(file.position(0))));
        try {
            while (true) {
                int length = in.readInt();
                byte[] payload = in.readNBytes(length);
                if (payload.length < length) {
                    break;
                }
                consumer.accept(decode(payload));
                whole += Integer.BYTES + length;
            }
        } catch (EOFException end) {
            // the ordinary end, or the record that was being written when the process was killed
        }
        file.truncate(whole);
        file.position(whole);
    }

    void append(Entry entry) throws IOException {
        byte[] payload = encode(entry);
        ByteBuffer record = ByteBuffer.allocate(Integer.BYTES + payload.length);
        record.putInt(payload.length).put(payload).flip();
        while (record.hasRemaining()) {
            file.write(record);
        }
    }

    private static byte[] encode(Entry entry) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeLong(entry.receivedAt().toEpochMilli());
        out.writeUTF(entry.route().sender());
        out.writeUTF(entry.route().recipient());
        out.writeInt(entry.content().size());
        out.write(entry.content().deflated());
        return bytes.toByteArray();
    }

    private static Entry decode(byte[] payload) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(payload));
        Instant receivedAt = Instant.ofEpochMilli(in.readLong());
        Route route = new Route(in.readUTF(), in.readUTF());
        return new Entry(receivedAt, route, new PackedContent(in.readInt(), in.readAllBytes()));
    }

    void clear() throws IOException {
        file.truncate(0);
        file.position(0);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
