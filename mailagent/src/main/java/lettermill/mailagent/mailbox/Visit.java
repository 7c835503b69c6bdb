package lettermill.mailagent.mailbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import lettermill.mailagent.feedback.FeedbackReader;
import lettermill.wire.feedback.Feedback;
import lettermill.wire.feedback.FeedbackDesk;
import lettermill.wire.feedback.MailedFeedback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;

/** One mail transaction. */
final class Visit implements MessageHandler {

    /** A returned letter of the largest kind fits (RFC 3464 lets a reporter return all of it). */
    static final int LARGEST = 40 * 1024 * 1024;

    /** What is read and kept of it: reports stand before the letter that they return. */
    static final int READ = 512 * 1024;

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
        byte[] content = in.readNBytes(READ);
        long rest = in.transferTo(OutputStream.nullOutputStream());
        if (content.length + rest > LARGEST) {
            throw new RejectException(552, "5.3.4 Larger than " + LARGEST + " octets");
        }
        Feedback feedback = FeedbackReader.read(content);
        try {
            for (String recipient : recipients) {
                desk.take(new MailedFeedback(recipient, feedback, content));
            }
        } catch (FeedbackDesk.UnavailableException away) {
            LOG.warn("A mail that came back could not be stored; its sender will bring it again", away);
            throw new RejectException(451, "4.3.0 Can't be stored now, please try again later");
        }
        return "2.0.0 Stored";
    }

    @Override
    public void done() {
        recipients.clear();
    }
}
