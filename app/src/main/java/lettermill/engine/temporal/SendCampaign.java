package lettermill.engine.temporal;

import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs a campaign's pieces of work side by side, each once at a time. Its state is what its signals and activities made it. */
public final class SendCampaign implements SendCampaignWorkflow {

    /** A tenth of what the cluster begins to warn at: histories stay quick to replay. */
    private static final long LONG_HISTORY = 1_000;

    private static final int TOLD_FAILURES = 20;
    private static final Duration LONGEST_HOLD = Duration.ofDays(1);

    private final Map<String, Work> waiting = new LinkedHashMap<>();
    private final Map<String, CancellationScope> running = new LinkedHashMap<>();
    private final List<String> failed = new ArrayList<>();
    private final List<String> steering = new ArrayList<>();
    private boolean held;
    private boolean renewing;
    private int finished;

    @Override
    public void run(Start start) {
        start.waiting().forEach(work -> waiting.putIfAbsent(work.id(), work));
        held |= start.held();
        try {
            boolean woken = true;
            while (work(start.campaign()) && (woken || !running.isEmpty())) {
                woken = Workflow.await(LONGEST_HOLD, this::somethingToDo);
            }
        } catch (CanceledFailure cancelled) {
            CancellationScope last = Workflow.newDetachedCancellationScope(() -> {
                Workflow.await(running::isEmpty);
                Round.finishes(steer(start.campaign(), "cancel_campaign"));
            });
            last.run();
            throw cancelled;
        }
    }

    private boolean somethingToDo() {
        return !waiting.isEmpty() || !steering.isEmpty() || running.isEmpty() && !held || historyIsLong();
    }

    private static boolean historyIsLong() {
        return Workflow.getInfo().getHistoryLength() > LONG_HISTORY;
    }

    /** False when nothing is left to do. */
    private boolean work(Work campaign) {
        if (historyIsLong()) {
            renew(campaign);
        }
        List<Work> next = new ArrayList<>(waiting.values());
        waiting.clear();
        steering.forEach(activity -> next.add(steer(campaign, activity)));
        steering.clear();
        next.forEach(this::begin);
        return !running.isEmpty() || held;
    }

    /** Asks what runs to come to an end, and goes on with it in a run of a new history. */
    private void renew(Work campaign) {
        renewing = true;
        List.copyOf(running.values()).forEach(CancellationScope::cancel);
        Workflow.await(running::isEmpty);
        steering.forEach(activity -> request(steer(campaign, activity)));
        Workflow.continueAsNew(new Start(campaign, List.copyOf(waiting.values()), held));
    }

    private void begin(Work work) {
        CancellationScope scope = Workflow.newCancellationScope(() -> Async.procedure(this::finish, work));
        running.put(work.id(), scope);
        scope.run();
    }

    private void finish(Work work) {
        try {
            boolean done = Round.finishes(work);
            while (!done && !renewing) {
                done = Round.finishes(work);
            }
            if (done) {
                finished++;
            } else {
                waiting.put(work.id(), work);
            }
        } catch (CanceledFailure cancelled) {
            goOnLater(work);
        } catch (ActivityFailure failure) {
            if (failure.getCause() instanceof CanceledFailure) {
                goOnLater(work);
            } else if (failed.size() < TOLD_FAILURES) {
                failed.add(work.id() + ": " + reason(failure.getCause()));
            }
        } finally {
            running.remove(work.id());
        }
    }

    private void goOnLater(Work work) {
        if (renewing) {
            waiting.put(work.id(), work);
        }
    }

    private static String reason(@Nullable Throwable cause) {
        return cause == null ? "for no known reason" : String.valueOf(cause.getMessage());
    }

    private static Work steer(Work campaign, String activity) {
        return new Work(
                activity,
                campaign.workspace() + "/" + campaign.campaign(),
                campaign.workspace(),
                campaign.campaign(),
                campaign.taskQueue());
    }

    @Override
    public void request(Work work) {
        if (running.isEmpty()) {
            // Work for a campaign at rest is the product's own word that it goes on.
            held = false;
        }
        if (!running.containsKey(work.id())) {
            waiting.putIfAbsent(work.id(), work);
        }
    }

    @Override
    public void requestAll(List<Work> pieces) {
        pieces.forEach(this::request);
    }

    @Override
    public void pause() {
        held = true;
        steering.add("pause_campaign");
    }

    @Override
    public void resume() {
        held = false;
        steering.add("resume_campaign");
    }

    @Override
    public void cancel() {
        held = false;
        steering.add("cancel_campaign");
    }

    @Override
    public Progress progress() {
        return new Progress(
                held, List.copyOf(running.keySet()), List.copyOf(waiting.keySet()), finished, List.copyOf(failed));
    }
}
