package lettermill.lab.world;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import lettermill.lab.smtp.MailVerdict;
import lettermill.lab.smtp.SmtpReply;

/** Counts what the providers answered. */
public final class Tally {
    private final Map<String, LongAdder> refused = new ConcurrentHashMap<>();
    private final LongAdder droppedBeforeAnswer = new LongAdder();
    private final LongAdder droppedAfterAnswer = new LongAdder();

    /** Counts a refused recipient under its codes, for example {@code 451 4.7.1}. */
    public void refused(SmtpReply reply) {
        String enhanced = reply.text().substring(0, reply.text().indexOf(' '));
        refused.computeIfAbsent(reply.code() + " " + enhanced, _ -> new LongAdder())
                .increment();
    }

    public void concluded(MailVerdict verdict) {
        switch (verdict) {
            case MailVerdict.Answer _ -> {}
            case MailVerdict.AnswerThenDrop _ -> droppedAfterAnswer.increment();
            case MailVerdict.DropWithoutAnswer() -> droppedBeforeAnswer.increment();
        }
    }

    /** Refused recipients by reply code and enhanced code. */
    public Map<String, Long> refusedByCode() {
        Map<String, Long> counts = new TreeMap<>();
        refused.forEach((code, adder) -> counts.put(code, adder.sum()));
        return counts;
    }

    public long droppedBeforeAnswer() {
        return droppedBeforeAnswer.sum();
    }

    public long droppedAfterAnswer() {
        return droppedAfterAnswer.sum();
    }
}
