package lettermill.engine.temporal;

import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import lettermill.engine.Attempts;
import lettermill.engine.Retry;

/**
 * One execution of an activity within a workflow, with the retry policy STANDARD. Part of recorded histories: a change that a
 * history of yesterday can't be replayed with needs {@link Workflow#getVersion}.
 */
final class Round {

    /** As the seed has it for send_campaign; no round lasts so long, see {@link ActivityWorker}. */
    private static final Duration LONGEST = Duration.ofMinutes(30);
    /** Workers beat every two seconds; a process that was killed is replaced after so long. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private static final Duration DATABASE_PAUSE = Duration.ofSeconds(2);

    private static final ActivityOptions OPTIONS = ActivityOptions.newBuilder()
            .setStartToCloseTimeout(LONGEST)
            .setHeartbeatTimeout(SILENCE)
            .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
            .setRetryOptions(RetryOptions.newBuilder()
                    .setInitialInterval(Retry.FIRST)
                    .setBackoffCoefficient(Retry.FACTOR)
                    .setMaximumInterval(Retry.LONGEST)
                    .setMaximumAttempts(Retry.ATTEMPTS)
                    .build())
            .build();

    private Round() {}

    /** False when the work has to go on in another round. */
    static boolean finishes(Work work) {
        ActivityOptions options = ActivityOptions.newBuilder(OPTIONS)
                .setTaskQueue(work.taskQueue())
                .build();
        Attempts.Outcome outcome =
                Workflow.newUntypedActivityStub(options).execute(work.activity(), Attempts.Outcome.class, work);
        if (outcome == Attempts.Outcome.DATABASE_AWAY) {
            Workflow.sleep(DATABASE_PAUSE);
        }
        return outcome == Attempts.Outcome.DONE;
    }
}
