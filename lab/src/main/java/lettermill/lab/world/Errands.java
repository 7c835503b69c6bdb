package lettermill.lab.world;

import java.time.Duration;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Does things at their time, but never more a second and at once than allowed: what is due waits in line,
 * so that five thousand mails that arrive together do not become five thousand requests at once.
 */
public final class Errands implements AutoCloseable {
    private final DelayQueue<Errand> queue = new DelayQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Semaphore hands;
    private final long nanosBetween;
    private final Thread dispatcher;

    /**
     * Starts to work.
     *
     * @param perSecond how many errands are begun in a second at most
     * @param atOnce how many are under way at most
     */
    public Errands(int perSecond, int atOnce) {
        this.nanosBetween = 1_000_000_000L / perSecond;
        this.hands = new Semaphore(atOnce);
        this.dispatcher = Thread.ofPlatform().name("errands").daemon().start(this::dispatch);
    }

    private record Errand(long dueNanos, Runnable action) implements Delayed {
        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(dueNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(dueNanos - ((Errand) other).dueNanos, 0);
        }
    }

    /**
     * Puts an errand in line.
     *
     * @param after in our time
     */
    public void schedule(Duration after, Runnable action) {
        waiting.incrementAndGet();
        queue.add(new Errand(System.nanoTime() + after.toNanos(), action));
    }

    /** Errands that are not done, begun or not. */
    public int waiting() {
        return waiting.get();
    }

    private void dispatch() {
        try {
            while (true) {
                Errand errand = queue.take();
                hands.acquire();
                Thread.ofVirtual().name("errand").start(() -> perform(errand));
                LockSupport.parkNanos(nanosBetween);
            }
        } catch (InterruptedException closed) {
            queue.clear();
        }
    }

    private void perform(Errand errand) {
        try {
            errand.action().run();
        } finally {
            hands.release();
            waiting.decrementAndGet();
        }
    }

    @Override
    public void close() {
        dispatcher.interrupt();
    }
}
