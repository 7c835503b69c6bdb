package lettermill.engine.temporal;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.DynamicActivity;
import io.temporal.client.ActivityCompletionException;
import io.temporal.client.ActivityWorkerShutdownException;
import io.temporal.common.converter.EncodedValues;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import lettermill.engine.Activity;
import lettermill.engine.ActivityRun;
import lettermill.engine.Attempts;
import lettermill.engine.Retry;
import org.jspecify.annotations.Nullable;

/** Runs any activity by its name, beats for it while it works, and asks it to end when its workflow or its process ends. */
final class ActivityWorker implements DynamicActivity {

    private static final Duration HEARTBEAT = Duration.ofSeconds(2);

    private final Map<String, Activity> activities;
    private final Attempts attempts;
    private final Duration longestRound;
    private final BooleanSupplier stopping;
    private final ScheduledExecutorService heart;

    /** @param longestRound after it an activity is asked to end, and goes on in a round of its own: others get their turn */
    ActivityWorker(
            Map<String, Activity> activities,
            Attempts attempts,
            Duration longestRound,
            BooleanSupplier stopping,
            ScheduledExecutorService heart) {
        this.activities = activities;
        this.attempts = attempts;
        this.longestRound = longestRound;
        this.stopping = stopping;
        this.heart = heart;
    }

    @Override
    public Object execute(EncodedValues arguments) {
        Work work = arguments.get(0, Work.class);
        ActivityExecutionContext context = io.temporal.activity.Activity.getExecutionContext();
        @Nullable Activity activity = activities.get(work.activity());
        if (activity == null) {
            // Another attempt may find a process of a newer version.
            throw ApplicationFailure.newFailure("No activity is called " + work.activity(), "UnknownActivity");
        }
        Beats beats = new Beats(context);
        ScheduledFuture<?> beating =
                heart.scheduleWithFixedDelay(beats, HEARTBEAT.toMillis(), HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
        try {
            ActivityRun run = new ActivityRun(
                    work.key(), context.getInfo().getAttempt(), () -> stopping.getAsBoolean() || beats.over());
            Attempts.Outcome outcome = attempts.make(activity, run, work.owner());
            beats.throwIfCancelled();
            return outcome;
        } catch (RuntimeException failure) {
            if (Retry.heals(failure)) {
                throw failure;
            }
            throw ApplicationFailure.newNonRetryableFailureWithCause(
                    String.valueOf(failure.getMessage()), failure.getClass().getSimpleName(), failure);
        } finally {
            beating.cancel(false);
        }
    }

    /** The heartbeat of one execution, through which its cancellation comes. */
    private final class Beats implements Runnable {
        private final ActivityExecutionContext context;
        private final long deadline = System.nanoTime() + longestRound.toNanos();
        private volatile @Nullable ActivityCompletionException cancelled;

        Beats(ActivityExecutionContext context) {
            this.context = context;
        }

        @Override
        public void run() {
            try {
                context.heartbeat(null);
            } catch (ActivityWorkerShutdownException orderly) {
                // The engine's own stop asks the activity to end.
                return;
            } catch (ActivityCompletionException ended) {
                cancelled = ended;
            }
        }

        boolean over() {
            return cancelled != null || System.nanoTime() - deadline > 0;
        }

        void throwIfCancelled() {
            @Nullable ActivityCompletionException ended = cancelled;
            if (ended != null) {
                throw ended;
            }
        }
    }
}
