package lettermill.mailagent.mailbox;

import java.util.List;
import lettermill.mailagent.feedback.FeedbackReader;
import lettermill.wire.feedback.Feedback;
import lettermill.wire.feedback.FeedbackDesk;
import lettermill.wire.feedback.MailedFeedback;

/** Reads a mail and hands it over for each of its expected addresses, however it came. */
final class Intake {

    private Intake() {}

    /** How much of a mail is wanted by any of its addresses. */
    static int wanted(FeedbackDesk desk, List<String> addresses) {
        return addresses.stream().mapToInt(desk::octets).max().orElse(FeedbackDesk.USUAL);
    }

    /** @throws FeedbackDesk.UnavailableException when it has to be brought again; what was stored of it stays */
    static void take(FeedbackDesk desk, List<String> addresses, byte[] content)
            throws FeedbackDesk.UnavailableException {
        Feedback feedback = FeedbackReader.read(content);
        for (String address : addresses) {
            desk.take(new MailedFeedback(address, feedback, content));
        }
    }
}
