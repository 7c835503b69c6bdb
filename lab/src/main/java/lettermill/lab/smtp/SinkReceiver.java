package lettermill.lab.smtp;

import java.util.concurrent.atomic.LongAdder;

/** Accepts everything, keeps nothing, counts. */
public final class SinkReceiver implements SmtpReceiver {
    private final LongAdder mails = new LongAdder();
    private final LongAdder bytes = new LongAdder();

    @Override
    public SmtpReply recipient(String sender, String recipient) {
        return SmtpReply.OK;
    }

    @Override
    public MailVerdict mail(Envelope envelope, ReceivedContent content) {
        mails.increment();
        bytes.add(content.wireSize());
        return MailVerdict.ACCEPTED;
    }

    public long mails() {
        return mails.sum();
    }

    /** Bytes of content on the wire, without commands and final dots. */
    public long bytes() {
        return bytes.sum();
    }
}
