package lettermill.engine;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/**
 * The places that this process has for lanes. While there are more lanes than places, whoever finds none comes again after
 * {@link #PAUSE}, and whoever has had its turn is asked to make room: no campaign waits for another's end.
 */
final class Places {

    /** Sixteen campaigns at once with their four lanes, each a thread and a batch of letters in memory. */
    static final int LANES = 64;

    static final Duration TURN = Duration.ofSeconds(2);
    /** Who waited asks sooner than who has just had its turn. */
    static final Duration PAUSE = Duration.ofSeconds(1);

    private final Semaphore free;
    private volatile long refused = System.nanoTime() - 2 * TURN.toNanos();

    Places(int places) {
        free = new Semaphore(places);
    }

    /** False when there is none; whoever got one gives it back by {@link #leave}. */
    boolean take() {
        boolean taken = free.tryAcquire();
        if (!taken) {
            refused = System.nanoTime();
        }
        return taken;
    }

    void leave() {
        free.release();
    }

    /** Begins a turn; says true once it is over and somebody waits. */
    BooleanSupplier turn() {
        long began = System.nanoTime();
        return () -> {
            long now = System.nanoTime();
            return now - began > TURN.toNanos() && now - refused < TURN.toNanos();
        };
    }
}
