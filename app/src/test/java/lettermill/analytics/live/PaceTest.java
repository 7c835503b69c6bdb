package lettermill.analytics.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PaceTest {

    private final Pace pace = new Pace();

    @Test
    void aFirstSampleSaysNothing() {
        assertThat(pace.perMinute(seconds(0), 500)).isNull();
    }

    @Test
    void aMinuteIsWhatTheLastMinuteBrought() {
        pace.perMinute(seconds(0), 0);
        assertThat(pace.perMinute(seconds(1), 10)).isEqualTo(600);
        assertThat(pace.perMinute(seconds(60), 120)).isEqualTo(120);
        // The sample of second 0 is too old now; second 1 is the oldest.
        assertThat(pace.perMinute(seconds(61), 130)).isEqualTo(120);
    }

    private static long seconds(long seconds) {
        return TimeUnit.SECONDS.toNanos(seconds);
    }
}
