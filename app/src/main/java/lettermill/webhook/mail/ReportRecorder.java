package lettermill.webhook.mail;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lettermill.base.MessageId;
import lettermill.ledger.Ledger;
import lettermill.ledger.Located;
import lettermill.ledger.MailEvent;
import lettermill.wire.feedback.Feedback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keeps a mail as it came and records what it says, in one transaction. */
@Component
class ReportRecorder {

    private static final Logger LOG = LoggerFactory.getLogger(ReportRecorder.class);

    private final Ledger ledger;
    private final Reports reports;
    private final Clock clock;

    ReportRecorder(Ledger ledger, Reports reports, Clock clock) {
        this.ledger = ledger;
        this.reports = reports;
        this.clock = clock;
    }

    /** A report about a message. */
    @Transactional
    public void report(MessageId id, Feedback feedback, byte[] content) {
        Instant now = clock.instant();
        Located message = ledger.locate(List.of(id)).get(id);
        if (message != null) {
            record(message, feedback.getClass().getSimpleName(), content, ReportFacts.of(message, feedback, now), now);
        } else {
            LOG.info("A report is about message {}, which is forgotten here", id);
        }
    }

    /** The wish of whoever got a message to get no more. */
    @Transactional
    public void unsubscribe(MessageId id, byte[] content) {
        Instant now = clock.instant();
        Located message = ledger.locate(List.of(id)).get(id);
        if (message != null) {
            record(message, "Unsubscribe", content, Optional.of(ReportFacts.unsubscribe(message, now)), now);
        }
    }

    private void record(Located message, String kind, byte[] content, Optional<MailEvent> fact, Instant now) {
        reports.insert(message, kind, content, now);
        ledger.record(fact.stream().toList());
    }
}
