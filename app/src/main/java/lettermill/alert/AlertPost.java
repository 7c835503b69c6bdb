package lettermill.alert;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import lettermill.base.MessageId;
import lettermill.delivery.Control;
import lettermill.delivery.Delivery;
import lettermill.ledger.Recipient;
import lettermill.ledger.Recipients;
import lettermill.ledger.queue.Claim;
import lettermill.ledger.queue.Claims;
import lettermill.ledger.queue.SendQueue;
import lettermill.ledger.queue.TestRecipient;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Hands alerts' letters to the one door, outside of all statistics. */
@Component
class AlertPost {

    private final AlertMails mails;
    private final AlertLetter letter;
    private final SendQueue queue;
    private final Delivery delivery;
    private final Recipients recipients;
    private final TransactionTemplate transaction;

    AlertPost(
            AlertMails mails,
            AlertLetter letter,
            SendQueue queue,
            Delivery delivery,
            Recipients recipients,
            TransactionTemplate transaction) {
        this.mails = mails;
        this.letter = letter;
        this.queue = queue;
        this.delivery = delivery;
        this.recipients = recipients;
        this.transaction = transaction;
    }

    /** How the newest message to each address stands. */
    Map<String, Recipient> states(AlertMails.Due due) {
        Map<String, MessageId> sent = mails.sent(due.workspace(), due.alert());
        Map<MessageId, Recipient> known = recipients.byIds(due.workspace(), sent.values()).stream()
                .collect(Collectors.toMap(Recipient::id, Function.identity()));
        Map<String, Recipient> states = new HashMap<>();
        sent.forEach((email, message) -> {
            Recipient recipient = known.get(message);
            if (recipient != null) {
                states.put(email, recipient);
            }
        });
        return states;
    }

    /**
     * Writes to some owners. A crash on the way leaves messages that the ledger lists as unknown, or as not sent.
     *
     * @return what stopped it, in words; null for nothing
     */
    @Nullable
    String send(AlertMails.Due due, Alert alert, List<String> owners, BooleanSupplier stopping)
            throws InterruptedException {
        Claims claims = Objects.requireNonNull(transaction.execute(status -> claim(due, owners)));
        return delivery.deliver(letter.of(alert, due.workspace()), claims, new Control(() -> true, stopping))
                .stopped();
    }

    private Claims claim(AlertMails.Due due, List<String> owners) {
        Claims claims = queue.claimTests(
                due.workspace(),
                owners.stream()
                        .map(owner -> new TestRecipient(null, owner, null, null))
                        .toList());
        mails.note(
                due.workspace(),
                due.alert(),
                claims.messages().stream().collect(Collectors.toMap(Claim::email, Claim::message)));
        return claims;
    }
}
