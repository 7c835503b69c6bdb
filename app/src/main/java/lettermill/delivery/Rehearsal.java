package lettermill.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lettermill.audience.Eligibility;
import lettermill.base.MessageId;
import lettermill.base.SubscriberId;
import lettermill.ledger.queue.Claim;
import lettermill.routing.Sender;
import lettermill.template.RenderingFailure;
import lettermill.wire.InvalidFieldException;
import org.springframework.stereotype.Component;

/** Writes the letters of some people as they would be mailed, and mails none: what fails here would fail then. */
@Component
public class Rehearsal {

    /** A message that doesn't exist: links of these letters lead nowhere, and nobody gets them. */
    private static final MessageId NONE = new MessageId(0);

    private final Eligibility eligibility;
    private final LetterWriter writer;

    Rehearsal(Eligibility eligibility, LetterWriter writer) {
        this.eligibility = eligibility;
        this.writer = writer;
    }

    /**
     * How it went.
     *
     * @param tried how many letters were written or failed; those that time did not reach are not counted
     * @param failures one for each letter that failed
     */
    public record Result(int tried, List<Failure> failures) {}

    /**
     * A letter that can't be written.
     *
     * @param wrong what is wrong and where, for a person
     */
    public record Failure(String email, String wrong) {}

    /** Writes letters until all are written or the time is up. Those who may not be mailed any more are left out. */
    public Result rehearse(Mailing mailing, Sender sender, List<SubscriberId> people, Duration atMost) {
        Map<SubscriberId, Eligibility.Verdict> verdicts =
                eligibility.recheck(mailing.workspace().id(), mailing.categoryId(), people);
        long start = System.nanoTime();
        List<Failure> failures = new ArrayList<>();
        int tried = 0;
        for (SubscriberId person : people) {
            if (verdicts.get(person) instanceof Eligibility.Ready ready) {
                tried++;
                Claim claim = new Claim(NONE, person, ready.email(), ready.name(), null, 0, null);
                try {
                    writer.write(
                            mailing, sender, new Addressee(claim, ready.email(), ready.name(), ready.attributes()));
                } catch (RenderingFailure failure) {
                    failures.add(new Failure(ready.email(), failure.describe()));
                } catch (InvalidFieldException failure) {
                    failures.add(new Failure(ready.email(), String.valueOf(failure.getMessage())));
                }
            }
            if (System.nanoTime() - start > atMost.toNanos()) {
                break;
            }
        }
        return new Result(tried, failures);
    }
}
