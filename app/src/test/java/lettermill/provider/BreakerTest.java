package lettermill.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import lettermill.provider.Breaker.Severity;
import lettermill.provider.Breaker.State;
import org.junit.jupiter.api.Test;

class BreakerTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private static Breaker fault(Breaker before, Instant now) {
        return before.afterFault(Severity.PASSING, Duration.ZERO, now);
    }

    @Test
    void opensAtTheThirdFaultInARow() {
        Breaker two = fault(fault(Breaker.CLOSED, NOW), NOW);
        assertThat(two.state()).isEqualTo(State.CLOSED);
        assertThat(two.blocks(NOW)).isFalse();
        Breaker three = fault(two, NOW);
        assertThat(three.state()).isEqualTo(State.OPEN);
        assertThat(three.retryAt()).isEqualTo(NOW.plusSeconds(30));
        assertThat(three.blocks(NOW.plusSeconds(29))).isTrue();
        assertThat(three.blocks(NOW.plusSeconds(30))).isFalse();
    }

    @Test
    void opensAtOnceForWhoeverRefusesUsAndKeepsItsWishForPeace() {
        Breaker open = Breaker.CLOSED.afterFault(Severity.CERTAIN, Duration.ofMinutes(20), NOW);
        assertThat(open.state()).isEqualTo(State.OPEN);
        assertThat(open.retryAt()).isEqualTo(NOW.plus(Duration.ofMinutes(20)));
    }

    @Test
    void aWaveThatWasOnItsWayWhenItOpenedMakesNoPauseLonger() {
        Breaker open = fault(fault(fault(Breaker.CLOSED, NOW), NOW), NOW);
        Breaker late = fault(open, NOW.plusSeconds(1));
        assertThat(late.retryAt()).isEqualTo(open.retryAt());
        assertThat(late.faults()).isEqualTo(open.faults());
    }

    @Test
    void eachTrialThatFailsDoublesThePauseUpToEightMinutes() {
        Breaker open = fault(fault(fault(Breaker.CLOSED, NOW), NOW), NOW);
        Instant now = NOW;
        for (int seconds : new int[] {60, 120, 240, 480, 480}) {
            now = now.plus(Duration.ofHours(1));
            open = fault(open.onTrial(now), now);
            assertThat(open.state()).isEqualTo(State.OPEN);
            assertThat(open.retryAt()).isEqualTo(now.plusSeconds(seconds));
            assertThat(open.openedAt()).as("since the first time").isEqualTo(NOW);
        }
    }
}
