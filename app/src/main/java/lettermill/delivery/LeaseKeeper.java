package lettermill.delivery;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import lettermill.health.DatabaseTrouble;
import lettermill.ledger.queue.SendQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Says every few seconds that this process lives, and takes over the messages of those that no longer do. */
@Component
class LeaseKeeper implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);
    private static final Duration EVERY = SendQueue.LEASE.dividedBy(3);

    private final SendQueue queue;
    private @Nullable ScheduledExecutorService timer;

    LeaseKeeper(SendQueue queue) {
        this.queue = queue;
    }

    @Override
    public void start() {
        ScheduledExecutorService starting = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("lease").daemon().factory());
        starting.scheduleWithFixedDelay(this::tick, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
        timer = starting;
    }

    private void tick() {
        try {
            queue.keepAlive();
            int unknown = queue.takeOver();
            if (unknown > 0) {
                LOG.warn("{} messages were with a process that died; whether they left is unknown", unknown);
            }
        } catch (DataAccessException | TransactionException failure) {
            if (DatabaseTrouble.of(failure).isEmpty()) {
                LOG.warn("The lease could not be renewed; trying again in {}", EVERY, failure);
            }
        }
    }

    /** The engine has stopped before (it has a higher phase), so no lane is left that holds a message. */
    @Override
    public void stop() {
        ScheduledExecutorService running = timer;
        if (running != null) {
            running.shutdownNow();
            timer = null;
            queue.endLease();
        }
    }

    @Override
    public boolean isRunning() {
        return timer != null;
    }

    @Override
    public int getPhase() {
        return 0;
    }
}
