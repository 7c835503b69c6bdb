package lettermill.engine.temporal;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowServiceException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.stream.Collectors;
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

    private static final ThreadFactory CALLERS =
            Thread.ofPlatform().name("temporal-handover").factory();
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

    /** @throws io.temporal.client.WorkflowException when the cluster does not answer; what it has by then stays there */
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

    /** What belongs to one workflow is handed over by one call, and the calls are made side by side: a busy cluster takes its time. */
    private Batch some() {
        List<Dispatches.Due> due = dispatches.lock(activities.keySet(), BATCH);
        Map<String, List<Dispatches.Due>> workflows = due.stream()
                .collect(Collectors.groupingBy(
                        piece -> Cluster.workflow(work(piece)), LinkedHashMap::new, Collectors.toList()));
        Map<List<Dispatches.Due>, CompletableFuture<@Nullable RuntimeException>> calls = new LinkedHashMap<>();
        try (ExecutorService callers = Executors.newThreadPerTaskExecutor(CALLERS)) {
            workflows
                    .values()
                    .forEach(pieces -> calls.put(pieces, CompletableFuture.supplyAsync(() -> begin(pieces), callers)));
        }
        @Nullable RuntimeException away = null;
        for (Map.Entry<List<Dispatches.Due>, CompletableFuture<@Nullable RuntimeException>> call : calls.entrySet()) {
            @Nullable RuntimeException failure = call.getValue().join();
            if (failure == null) {
                call.getKey().forEach(dispatches::remove);
            } else if (refused(failure)) {
                LOG.warn("Temporal does not take {}", call.getKey(), failure);
                call.getKey().forEach(piece -> dispatches.postpone(piece, AFTER_REFUSAL));
            } else {
                away = failure;
            }
        }
        return new Batch(due.size(), away);
    }

    /** Null when the cluster has them. */
    private @Nullable RuntimeException begin(List<Dispatches.Due> pieces) {
        try {
            cluster.begin(pieces.stream().map(this::work).toList());
            return null;
        } catch (RuntimeException failure) {
            return failure;
        }
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
    private static boolean refused(RuntimeException failure) {
        return failure instanceof WorkflowServiceException
                && failure.getCause() instanceof StatusRuntimeException status
                && status.getStatus().getCode() == Status.Code.INVALID_ARGUMENT;
    }

    /** What came of a batch; what was handed over before the cluster went away is committed. */
    private record Batch(int size, @Nullable RuntimeException away) {}
}
