package lettermill.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import lettermill.base.MessageId;
import lettermill.ledger.queue.Claim;
import lettermill.ledger.queue.Settlement;
import lettermill.routing.RouteChoice.Fault;
import lettermill.wire.Outcome.Deferred;
import lettermill.wire.Outcome.Deferred.Scope;
import lettermill.wire.Reply;
import lettermill.wire.Source;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A provider that says how long it wants to be left in peace gets its wish, and no less than our own patience. */
class AnswersTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private final Answers answers = new Answers(Mailing.Nature.MARKETING, NOW);

    private Fault fault(@Nullable Source source) {
        return Objects.requireNonNull(answers.fault("House", source));
    }

    private Instant nextTry(@Nullable Duration retryAfter) {
        return read(new Deferred(1, new Reply(429, "4.3.2", "slow down"), Scope.PROVIDER, retryAfter));
    }

    private Instant read(Deferred deferred) {
        Claim claim = new Claim(new MessageId(1), null, "p@rcpt.example", null, null, 0, null);
        Settlement settlement = answers.read(deferred, new Addressee(claim, "p@rcpt.example", "P", Map.of()));
        return ((Settlement.Later) settlement).at();
    }

    @Test
    void aWishBeyondOurPatienceIsKept() {
        assertThat(nextTry(Duration.ofMinutes(20))).isEqualTo(NOW.plus(Duration.ofMinutes(20)));
        assertThat(answers.pause(fault(null))).isEqualTo(Duration.ofMinutes(20));
    }

    @Test
    void withoutOneOrWithAShortOneOurPatienceHolds() {
        assertThat(nextTry(null)).isEqualTo(NOW.plus(Backoff.afterTrouble(1)));
        assertThat(nextTry(Duration.ofSeconds(1))).isEqualTo(NOW.plus(Backoff.afterTrouble(1)));
        assertThat(answers.pause(fault(null))).isEqualTo(Duration.ofSeconds(30));
        assertThat(fault(null).words()).contains("slow down");
        assertThat(fault(null).what()).isEqualTo("House failed");
    }

    @Test
    void anAddressThatTheMachineHasNotGotIsNoFaultOfTheProvider() {
        Source source = new Source("192.0.2.7", "out7.mill.example");
        read(new Deferred(1, Reply.local("4.4.1", "192.0.2.7 is no address of this machine"), Scope.SOURCE));
        assertThat(fault(source).kind()).isEqualTo(Fault.Kind.SOURCE);
        assertThat(fault(source).what()).isEqualTo("192.0.2.7 could not be used");
        assertThat(fault(source).words()).isEqualTo("192.0.2.7 is no address of this machine");
        assertThat(answers.pause(fault(source))).isLessThan(Duration.ofSeconds(30));
    }
}
