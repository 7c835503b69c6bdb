package lettermill.lab.inbox;

import java.util.Map;
import lettermill.lab.world.Diary;
import lettermill.lab.world.Diary.Deed;
import lettermill.lab.world.Tally;

/**
 * What {@code GET /api/stats} answers.
 *
 * @param mails what arrived
 * @param answers what the SMTP side did otherwise than to accept
 * @param people what was done with the mails, requests that were answered
 */
public record LabStats(Mails mails, Answers answers, People people) {
    /**
     * Mails since the start or the last DELETE, one for each recipient.
     *
     * @param stored how many of them can still be read
     */
    public record Mails(long received, long stored, long duplicateMessageIds, long repeatedRecipients) {}

    /**
     * Refusals by recipient, drops by mail.
     *
     * @param refusedByCode recipients by reply code and enhanced code, for example "550 5.1.1"
     */
    public record Answers(
            Map<String, Long> refusedByCode,
            long greylisted,
            long throttled,
            long droppedBeforeAnswer,
            long droppedAfterAnswer) {}

    /**
     * What is done with the mails.
     *
     * @param deeds by kind, named as in {@link Deed}, zeros included
     * @param waiting what people and providers are still going to do with the mails that are here
     */
    public record People(Map<Deed, Long> deeds, long waiting) {}

    /**
     * Takes all figures now.
     *
     * @param waiting errands that are not done
     */
    public static LabStats of(MailStore store, Tally tally, Diary diary, long waiting) {
        MailStore.Counts counts = store.counts();
        Mails mails =
                new Mails(counts.received(), store.size(), counts.duplicateMessageIds(), counts.repeatedRecipients());
        Map<String, Long> refused = tally.refusedByCode();
        Answers answers = new Answers(
                refused,
                refused.getOrDefault("451 4.7.1", 0L),
                refused.getOrDefault("421 4.7.0", 0L),
                tally.droppedBeforeAnswer(),
                tally.droppedAfterAnswer());
        return new LabStats(mails, answers, new People(diary.counts(), waiting));
    }

    /** The same with mails that a sink counted and did not keep. */
    public LabStats plusSunk(long sunk) {
        Mails all = new Mails(
                mails.received() + sunk, mails.stored(), mails.duplicateMessageIds(), mails.repeatedRecipients());
        return new LabStats(all, answers, people);
    }
}
