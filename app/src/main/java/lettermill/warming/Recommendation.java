package lettermill.warming;

import lettermill.ledger.outcome.Outcomes;
import lettermill.warming.schedule.Thresholds;

/** What a date's figures advise. */
public enum Recommendation {
    /** No mail left: the schedule waits on this day. */
    SEND,
    /** Too few mails to say anything. */
    WAIT,
    /** As it should be. */
    CONTINUE,
    /** More than half way to a threshold: mail only those who open. */
    SLOW_DOWN,
    /** A threshold is passed: find the cause before any more leaves. */
    PAUSE;

    static Recommendation of(Outcomes day, Thresholds thresholds) {
        if (!thresholds.breaches(day).isEmpty()) {
            return PAUSE;
        }
        if (day.attempted() == 0) {
            return SEND;
        }
        if (day.attempted() < thresholds.minMessages()) {
            return WAIT;
        }
        return thresholds.near(day) ? SLOW_DOWN : CONTINUE;
    }

    String words() {
        return switch (this) {
            case SEND -> "No mail left on this date, so the schedule waits on this day.";
            case WAIT -> "Too few mails to judge.";
            case CONTINUE -> "All as it should be: go on.";
            case SLOW_DOWN ->
                "More than half way to a threshold: mail the most engaged people only, and clean the list.";
            case PAUSE -> "A threshold is passed: find the cause before any more mail leaves.";
        };
    }
}
