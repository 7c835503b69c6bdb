package lettermill.engine.temporal;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowServiceException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import lettermill.base.WorkspaceId;
import lettermill.engine.Activity;
import lettermill.engine.Dispatches;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Moves what is due from our queue to the cluster. A row is locked until the cluster has its work and then removed: should we die
 * between the two, the work is handed over once more, which does nothing while it runs.
 */
final class Handover {

    private static final Logger LOG = LoggerFactory.getLogger(Handover.class);
    /** Who asks for a piece that is on its way waits for the lock: batches are short. */
    private static final int BATCH = 20;

    private static final Duration AFTER_REFUSAL = Duration.ofMinutes(1);

    private final Cluster cluster;
    private final Dispatches dispatches;
    private final TransactionOperations transactions;
    private final Map<String, Activity> activities;
    private final TemporalSettings settings;

    Handover(
            Cluster cluster,
            Dispatches dispatches,
            TransactionOperations transactions,
            Map<String, Activity> activities,
            TemporalSettings settings) {
        this.cluster = cluster;
        this.dispatches = dispatches;
        this.transactions = transactions;
        this.activities = activities;
        this.settings = settings;
    }

    /** @throws WorkflowServiceException when the cluster does not answer; what it has by then stays there */
    void all() {
        boolean more = true;
        while (more) {
            Batch batch = transactions.execute(status -> some());
            if (batch.away() != null) {
                throw batch.away();
            }
            more = batch.size() == BATCH;
        }
    }

    private Batch some() {
        List<Dispatches.Due> due = dispatches.lock(activities.keySet(), BATCH);
        for (Dispatches.Due piece : due) {
            try {
                cluster.begin(work(piece));
                dispatches.remove(piece);
            } catch (WorkflowServiceException failure) {
                if (!refused(failure)) {
                    return new Batch(due.size(), failure);
                }
                LOG.warn("Temporal does not take {} {}", piece.activity(), piece.key(), failure);
                dispatches.postpone(piece, AFTER_REFUSAL);
            }
        }
        return new Batch(due.size(), null);
    }

    private Work work(Dispatches.Due piece) {
        // Only work of the activities there are was locked.
        Activity activity = Objects.requireNonNull(activities.get(piece.activity()));
        @Nullable WorkspaceId workspace = piece.workspace();
        return new Work(
                piece.activity(),
                piece.key(),
                workspace == null ? null : workspace.toString(),
                activity.campaign(piece.key()).map(Object::toString).orElse(null),
                settings.queueName(activity.queue()));
    }

    /** It is about this piece of work, not about the cluster. */
    private static boolean refused(WorkflowServiceException failure) {
        return failure.getCause() instanceof StatusRuntimeException status
                && status.getStatus().getCode() == Status.Code.INVALID_ARGUMENT;
    }

    /** What came of a batch; what was handed over before the cluster went away is committed. */
    private record Batch(int size, @Nullable WorkflowServiceException away) {}
}
