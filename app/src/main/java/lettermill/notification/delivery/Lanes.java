package lettermill.notification.delivery;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import lettermill.base.WorkspaceId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Workers, each of one endpoint: it delivers one thing after the other until nothing is due. An endpoint has a few of them at
 * most, so one that hangs holds up its own deliveries only.
 */
final class Lanes implements AutoCloseable {

    /** Of one endpoint. */
    static final int EACH = 4;

    /** Over all endpoints. */
    static final int ALL = 512;
    /** Connections of the database that all lanes together take, so that sending keeps the others. */
    private static final int DESKS = 6;

    private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);

    private final Clerk clerk;
    private final Courier courier;
    private final BooleanSupplier stopping;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore room = new Semaphore(ALL);
    private final Semaphore desks = new Semaphore(DESKS);
    private final Map<UUID, Integer> open = new ConcurrentHashMap<>();

    Lanes(Clerk clerk, Courier courier, BooleanSupplier stopping) {
        this.clerk = clerk;
        this.courier = courier;
        this.stopping = stopping;
    }

    /** Opens as many lanes as an endpoint lacks. */
    void open(Deliveries.Due due) {
        int missing = due.lanes() - open.getOrDefault(due.endpoint(), 0);
        for (int lane = 0; lane < missing && room.tryAcquire(); lane++) {
            open.merge(due.endpoint(), 1, Integer::sum);
            threads.execute(() -> {
                try {
                    run(due.workspace(), due.endpoint());
                } catch (RuntimeException failure) {
                    LOG.warn("Deliveries to endpoint {} stop for a moment", due.endpoint(), failure);
                } finally {
                    open.computeIfPresent(due.endpoint(), (id, lanes) -> lanes == 1 ? null : lanes - 1);
                    room.release();
                }
            });
        }
    }

    private void run(WorkspaceId workspace, UUID endpoint) {
        boolean goOn = true;
        while (goOn && !stopping.getAsBoolean()) {
            Optional<Clerk.Order> order = atADesk(() -> clerk.next(workspace, endpoint));
            goOn = order.isPresent() && deliver(order.get());
        }
    }

    /** False after a failure: whether another lane is worth it, the next look at the queue says. */
    private boolean deliver(Clerk.Order order) {
        Answer answer =
                courier.post(order.url(), order.headers(), order.parcel().body());
        atADesk(() -> {
            clerk.settle(order.parcel(), answer);
            return answer;
        });
        return answer.success();
    }

    private <T> T atADesk(Supplier<T> work) {
        desks.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            desks.release();
        }
    }

    /** Waits until all have ended; each ends after its delivery once it is to stop. */
    @Override
    public void close() {
        threads.close();
    }
}
