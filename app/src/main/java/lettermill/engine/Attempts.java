package lettermill.engine;

import lettermill.base.WorkspaceId;
import lettermill.health.DatabaseTrouble;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Runs activities and writes down what became of each run; every engine runs them through this. */
@Component
public class Attempts {

    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);

    private final Runs runs;

    Attempts(Runs runs) {
        this.runs = runs;
    }

    /** What came of an attempt that did not fail. */
    public enum Outcome {
        DONE,
        /** It was asked to end and may have left work: being idempotent, it goes on elsewhere. */
        STOPPED,
        /** The database did not serve: that is nobody's failed attempt, however long it lasts. */
        DATABASE_AWAY
    }

    /**
     * Makes one attempt.
     *
     * @param workspace whose work it is; null for the house's own
     * @throws RuntimeException the activity's own failure; {@link Retry} says what follows
     */
    public Outcome make(Activity activity, ActivityRun run, @Nullable WorkspaceId workspace) {
        try {
            record(activity, run, workspace);
            return run.stopping().getAsBoolean() ? Outcome.STOPPED : Outcome.DONE;
        } catch (DataAccessException | TransactionException failure) {
            if (DatabaseTrouble.of(failure).isEmpty()) {
                throw failure;
            }
            return Outcome.DATABASE_AWAY;
        }
    }

    private void record(Activity activity, ActivityRun run, @Nullable WorkspaceId workspace) {
        long id = runs.started(workspace, activity.name(), run.key(), run.attempt());
        try {
            activity.run(run);
            runs.completed(id);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            runs.failed(id, "interrupted", RunState.FAILED);
            throw new IllegalStateException(activity.name() + " " + run.key() + " was interrupted", interrupted);
        } catch (RuntimeException failure) {
            boolean away = DatabaseTrouble.of(failure).isPresent();
            if (!away) {
                LOG.warn("{} {} failed at attempt {}", activity.name(), run.key(), run.attempt(), failure);
            }
            boolean last = !away && Retry.after(run.attempt(), failure).isEmpty();
            runs.failed(id, String.valueOf(failure.getMessage()), last ? RunState.GIVEN_UP : RunState.FAILED);
            throw failure;
        }
    }
}
