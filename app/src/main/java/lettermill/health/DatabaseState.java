package lettermill.health;

import lettermill.problem.ProblemType;
import org.springframework.http.ProblemDetail;

/**
 * What the database can do for us at this moment.
 *
 * @param why in words for a person; empty when all is well
 */
public record DatabaseState(Condition condition, String why) {

    /** From best to worst. */
    public enum Condition {
        WELL,
        /** Reads work. */
        TAKES_NO_CHANGES,
        AWAY
    }

    static final DatabaseState WELL = new DatabaseState(Condition.WELL, "");

    static DatabaseState takesNoChanges(String why) {
        return new DatabaseState(Condition.TAKES_NO_CHANGES, why);
    }

    static DatabaseState away(String why) {
        return new DatabaseState(Condition.AWAY, why);
    }

    public boolean well() {
        return condition == Condition.WELL;
    }

    /** As a request is told; nothing was changed by it. */
    public ProblemDetail problem() {
        return condition == Condition.TAKES_NO_CHANGES
                ? ProblemType.DATABASE_TAKES_NO_CHANGES.detail(
                        "The database takes no changes: " + why + ". Nothing was changed; reading still works.")
                : ProblemType.DATABASE_AWAY.detail(
                        "The database does not answer; nothing was changed. Try again in a moment.");
    }
}
