package lettermill.tracking;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Holds hits between the request that brought them and the batch that records them. It starts before the web server and stops
 * after it, when the last hit is recorded. While the database is away hits wait here; once it is full the reader is still
 * served, and what is not kept is counted and said.
 */
@Component
class HitQueue implements SmartLifecycle {

    /** How long an orderly stop tries to record what waits, if the database does not answer. */
    static final Duration LAST_TRIES = Duration.ofSeconds(20);

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration HOPELESS = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(HitQueue.class);
    // The web server stops at DEFAULT_PHASE - 2048; what stops later has the lower phase.
    private static final int AFTER_THE_WEB_SERVER = DEFAULT_PHASE - 4096;

    private final BlockingQueue<Hit> waiting;
    private final HitRecorder recorder;
    private final Counter dropped;
    private @Nullable HitWriter writer;
    private volatile long hopelessUntil = System.nanoTime();

    HitQueue(TrackingSettings settings, HitRecorder recorder, MeterRegistry meters) {
        this.waiting = new ArrayBlockingQueue<>(settings.queueCapacity());
        this.recorder = recorder;
        this.dropped = meters.counter("lettermill.tracking.dropped");
        meters.gaugeCollectionSize("lettermill.tracking.waiting", Tags.empty(), waiting);
    }

    /**
     * Takes a hit without waiting. Only a full queue slows readers down, by a second at most, so that a rush is
     * recorded whole; once that was in vain, nobody waits for the next ten seconds.
     */
    void add(Hit hit) {
        if (!waiting.offer(hit) && !offerPatiently(hit)) {
            dropped.increment();
            if (dropped.count() % 10_000 == 1) {
                LOG.error(
                        "{} opens and clicks are not kept: {} wait for the database already",
                        (long) dropped.count(),
                        waiting.size());
            }
        }
    }

    private boolean offerPatiently(Hit hit) {
        if (System.nanoTime() - hopelessUntil < 0) {
            return false;
        }
        try {
            boolean taken = waiting.offer(hit, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (!taken) {
                hopelessUntil = System.nanoTime() + HOPELESS.toNanos();
            }
            return taken;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public synchronized void start() {
        writer = new HitWriter(waiting, recorder);
        writer.start();
    }

    @Override
    public synchronized void stop() {
        if (writer != null) {
            writer.stop(LAST_TRIES);
            writer = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return writer != null;
    }

    @Override
    public int getPhase() {
        return AFTER_THE_WEB_SERVER;
    }
}
