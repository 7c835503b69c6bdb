package lettermill.lab.world;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The world's time: starts at the real time and runs {@code speed} times as fast. */
public final class WorldClock implements InstantSource {
    private final InstantSource real;
    private final Instant start;
    private final double speed;

    /** @throws IllegalArgumentException unless speed is positive */
    public WorldClock(InstantSource real, double speed) {
        if (!(speed > 0)) {
            throw new IllegalArgumentException("speed must be above 0, was " + speed);
        }
        this.real = real;
        this.start = real.instant();
        this.speed = speed;
    }

    @Override
    public Instant instant() {
        long passed = Duration.between(start, real.instant()).toNanos();
        return start.plusNanos((long) (passed * speed));
    }

    /** How long a span of the world's time takes in ours. */
    public Duration realDuration(Duration inTheWorld) {
        return Duration.ofNanos((long) (inTheWorld.toNanos() / speed));
    }
}
