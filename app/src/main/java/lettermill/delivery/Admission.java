package lettermill.delivery;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lettermill.audience.Eligibility;
import lettermill.audience.SkipReason;
import lettermill.base.EmailAddress;
import lettermill.base.MessageId;
import lettermill.base.SubscriberId;
import lettermill.ledger.queue.Claim;
import lettermill.ledger.queue.Settlement;
import org.springframework.stereotype.Component;

/** Asks the audience once more for a whole batch: an opt-out that is committed by now stops its message. */
@Component
class Admission {

    private final Eligibility eligibility;

    Admission(Eligibility eligibility) {
        this.eligibility = eligibility;
    }

    /**
     * What became of a batch at the door.
     *
     * @param admitted who may be mailed, in the order of the claims
     * @param skipped the others, each with its reason
     */
    record Result(List<Addressee> admitted, List<Settlement> skipped) {}

    Result admit(Mailing mailing, List<Claim> claims) {
        Map<SubscriberId, MessageId> people = new LinkedHashMap<>();
        for (Claim claim : claims) {
            if (claim.subscriber() != null) {
                people.put(claim.subscriber(), claim.message());
            }
        }
        List<EmailAddress> strangers = claims.stream()
                .filter(claim -> claim.subscriber() == null)
                .map(claim -> EmailAddress.parse(claim.email()))
                .toList();
        Map<SubscriberId, Eligibility.Verdict> verdicts = people.isEmpty()
                ? Map.of()
                : eligibility.admit(mailing.workspace().id(), mailing.categoryId(), people);
        Map<EmailAddress, SkipReason> suppressed = strangers.isEmpty()
                ? Map.of()
                : eligibility.suppressed(mailing.workspace().id(), strangers);
        List<Addressee> admitted = new ArrayList<>(claims.size());
        List<Settlement> skipped = new ArrayList<>();
        for (Claim claim : claims) {
            SubscriberId person = claim.subscriber();
            Eligibility.Verdict verdict = person == null ? stranger(claim, suppressed) : verdicts.get(person);
            switch (verdict) {
                case Eligibility.Ready ready ->
                    admitted.add(new Addressee(claim, ready.email(), ready.name(), ready.attributes()));
                case Eligibility.Blocked blocked ->
                    skipped.add(new Settlement.Skipped(
                            claim.message(), blocked.reason().name()));
                case null -> skipped.add(new Settlement.Skipped(claim.message(), SkipReason.DELETED.name()));
            }
        }
        return new Result(admitted, skipped);
    }

    private static Eligibility.Verdict stranger(Claim claim, Map<EmailAddress, SkipReason> suppressed) {
        SkipReason reason = suppressed.get(EmailAddress.parse(claim.email()));
        String name = claim.recipientName() == null ? "" : claim.recipientName();
        return reason == null ? new Eligibility.Ready(claim.email(), name, Map.of()) : new Eligibility.Blocked(reason);
    }
}
