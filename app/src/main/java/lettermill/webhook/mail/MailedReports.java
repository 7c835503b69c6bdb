package lettermill.webhook.mail;

import java.util.Optional;
import lettermill.agent.FeedbackSettings;
import lettermill.base.MessageId;
import lettermill.health.DatabaseTrouble;
import lettermill.wire.feedback.Feedback.DeliveryReport;
import lettermill.wire.feedback.Feedback.FeedbackReport;
import lettermill.wire.feedback.FeedbackDesk;
import lettermill.wire.feedback.MailedFeedback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Takes mail to return paths, to addresses of List-Unsubscribe headers and to the address of feedback loops. */
@Component
class MailedReports implements FeedbackDesk {

    private static final Logger LOG = LoggerFactory.getLogger(MailedReports.class);

    private final SignedAddresses signed;
    private final ReportRecorder recorder;
    private final FeedbackSettings settings;

    MailedReports(SignedAddresses signed, ReportRecorder recorder, FeedbackSettings settings) {
        this.signed = signed;
        this.recorder = recorder;
        this.settings = settings;
    }

    @Override
    public boolean expects(String address) {
        return signed.bounced(address).isPresent()
                || signed.unsubscribes(address).isPresent()
                || isForComplaints(address);
    }

    private boolean isForComplaints(String address) {
        return address.equalsIgnoreCase(settings.complaintAddress());
    }

    @Override
    public void take(MailedFeedback mail) throws UnavailableException {
        try {
            sort(mail);
        } catch (DataAccessException | TransactionException failure) {
            if (DatabaseTrouble.of(failure).isEmpty()) {
                LOG.error("A mail that came back could not be recorded", failure);
            }
            throw new UnavailableException(failure);
        }
    }

    private void sort(MailedFeedback mail) {
        Optional<MessageId> wish = signed.unsubscribes(mail.address());
        Optional<MessageId> bounced = signed.bounced(mail.address());
        boolean isReport = mail.feedback() instanceof DeliveryReport || mail.feedback() instanceof FeedbackReport;
        if (wish.isPresent()) {
            // A wish comes from a person's mail program; a report about it would come to its own return path.
            if (!isReport) {
                recorder.unsubscribe(wish.get(), mail.content());
            }
        } else if (bounced.isPresent()) {
            recorder.report(bounced.get(), mail.feedback(), mail.content());
        } else if (mail.feedback() instanceof FeedbackReport) {
            signed.anywhereIn(mail.content())
                    .ifPresentOrElse(
                            message -> recorder.report(message, mail.feedback(), mail.content()),
                            () -> LOG.info("A complaint returns no address with a signature of ours; it is left out"));
        }
    }
}
