package lettermill.lab.smtp;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Accepts everything, counts, and keeps one mail as a sample. */
public final class SinkReceiver implements SmtpReceiver {
    private final AtomicReference<byte @Nullable []> first = new AtomicReference<>();
    private final LongAdder mails = new LongAdder();
    private final LongAdder bytes = new LongAdder();

    @Override
    public SmtpReply recipient(String sender, String recipient) {
        return SmtpReply.OK;
    }

    @Override
    public MailVerdict mail(Envelope envelope, ReceivedContent content) {
        if (first.get() == null) {
            first.compareAndSet(null, content.onTheWire());
        }
        mails.increment();
        bytes.add(content.wireSize());
        return MailVerdict.ACCEPTED;
    }

    /** The first mail, as it was on the wire; empty before there is one. */
    public byte[] first() {
        byte[] sample = first.get();
        return sample == null ? new byte[0] : sample.clone();
    }

    public long mails() {
        return mails.sum();
    }

    /** Bytes of content on the wire, without commands and final dots. */
    public long bytes() {
        return bytes.sum();
    }
}
