package lettermill.analytics.live;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How many a minute, from samples of a counter over the last minute. */
final class Pace {

    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private record Sample(long nanos, long count) {}

    private final Deque<Sample> samples = new ArrayDeque<>();

    /**
     * Takes a sample and says the pace since the oldest of the last minute.
     *
     * @param nanos of {@link System#nanoTime}
     */
    @Nullable
    Long perMinute(long nanos, long count) {
        while (!samples.isEmpty() && nanos - samples.getFirst().nanos() > MINUTE) {
            samples.removeFirst();
        }
        samples.addLast(new Sample(nanos, count));
        Sample oldest = samples.getFirst();
        long passed = nanos - oldest.nanos();
        return passed <= 0 ? null : Math.round((double) (count - oldest.count()) * MINUTE / passed);
    }
}
