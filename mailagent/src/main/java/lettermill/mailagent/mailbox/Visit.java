package lettermill.mailagent.mailbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Semaphore;
import lettermill.wire.feedback.FeedbackDesk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;

/** One mail transaction. */
final class Visit implements MessageHandler {

    /** A returned letter of the largest kind fits (RFC 3464 lets a reporter return all of it). */
    static final int LARGEST = 40 * 1024 * 1024;

    private static final String STORED = "2.0.0 Stored";
    private static final String AWAY = "4.3.0 Can't be stored now, please try again later";
    private static final int LATER = 451;

    private static final Semaphore LARGE = new Semaphore(2);

    private static final Logger LOG = LoggerFactory.getLogger(Visit.class);

    private final FeedbackDesk desk;
    private final List<String> recipients = new ArrayList<>();

    Visit(FeedbackDesk desk) {
        this.desk = desk;
    }

    /** Reports come from nobody, wishes from anybody. */
    @Override
    public void from(String sender) {}

    @Override
    public void recipient(String recipient) throws RejectException {
        if (!desk.expects(recipient)) {
            throw new RejectException(550, "5.1.1 No such mailbox here");
        }
        recipients.add(recipient);
    }

    @Override
    public String data(InputStream in) throws RejectException, IOException {
        if (dataForEach(in).stream().anyMatch(reply -> reply.startsWith("4"))) {
            throw new RejectException(LATER, AWAY);
        }
        return STORED;
    }

    /** A reply for each recipient, in their order. */
    List<String> dataForEach(InputStream in) throws RejectException, IOException {
        int wanted = Intake.wanted(desk, recipients);
        if (wanted <= FeedbackDesk.USUAL) {
            return take(in, wanted);
        }
        // Anybody may send these: two at a time are all the memory that they get.
        if (!LARGE.tryAcquire()) {
            in.transferTo(OutputStream.nullOutputStream());
            throw new RejectException(LATER, "4.3.2 Busy, please try again later");
        }
        try {
            return take(in, wanted);
        } finally {
            LARGE.release();
        }
    }

    private List<String> take(InputStream in, int wanted) throws RejectException, IOException {
        byte[] content = in.readNBytes(wanted);
        long rest = in.transferTo(OutputStream.nullOutputStream());
        if (content.length + rest > LARGEST) {
            throw new RejectException(552, "5.3.4 Larger than " + LARGEST + " octets");
        }
        List<String> replies = new ArrayList<>();
        for (String recipient : recipients) {
            try {
                Intake.take(desk, List.of(recipient), content);
                replies.add("250 " + STORED);
            } catch (FeedbackDesk.UnavailableException away) {
                LOG.warn("A mail that came back could not be stored; its sender will bring it again", away);
                replies.add(LATER + " " + AWAY);
            }
        }
        return replies;
    }

    List<String> forEach(String reply) {
        return Collections.nCopies(recipients.size(), reply);
    }

    @Override
    public void done() {
        recipients.clear();
    }
}
