package lettermill.webhook;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import lettermill.TestClock;
import lettermill.base.Problem;
import lettermill.webhook.Refusals.Sender;
import org.junit.jupiter.api.Test;

class RefusalsTest {

    private static final Sender VENDOR = new Sender("192.0.2.1", "/webhooks/email/sendgrid/1");
    private static final Sender ELSEWHERE = new Sender("192.0.2.1", "/webhooks/email/sendgrid/2");
    private static final Sender NEIGHBOUR = new Sender("192.0.2.2", "/webhooks/email/sendgrid/1");

    private final TestClock clock = new TestClock(Instant.parse("2026-03-01T10:00:00Z"));
    private final Refusals refusals = new Refusals(clock);

    @Test
    void genuineCallbacksAreNeverTooMany() {
        for (int i = 0; i < 10 * Refusals.MOST; i++) {
            take(VENDOR);
        }
    }

    @Test
    void forgeriesWithoutEndAreNotReadForAMinute() {
        for (int i = 0; i < Refusals.MOST; i++) {
            assertThatThrownBy(() -> forge(VENDOR)).isInstanceOf(Problem.Unauthenticated.class);
        }
        assertThatThrownBy(() -> forge(VENDOR)).isInstanceOf(Problem.TooManyRequests.class);
        assertThatCode(() -> take(ELSEWHERE)).as("another provider").doesNotThrowAnyException();
        assertThatCode(() -> take(NEIGHBOUR)).as("another sender").doesNotThrowAnyException();

        clock.advance(Duration.ofMinutes(1).plusSeconds(1));
        assertThatCode(() -> take(VENDOR)).doesNotThrowAnyException();
    }

    private void take(Sender sender) {
        refusals.watch(sender, () -> {});
    }

    private void forge(Sender sender) {
        refusals.watch(sender, () -> {
            throw new Problem.Unauthenticated("not signed");
        });
    }
}
