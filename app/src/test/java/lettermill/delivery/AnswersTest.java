package lettermill.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import lettermill.base.MessageId;
import lettermill.ledger.queue.Claim;
import lettermill.ledger.queue.Settlement;
import lettermill.wire.Outcome.Deferred;
import lettermill.wire.Outcome.Deferred.Scope;
import lettermill.wire.Reply;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A provider that says how long it wants to be left in peace gets its wish, and no less than our own patience. */
class AnswersTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private final Answers answers = new Answers(Mailing.Nature.MARKETING, NOW);

    private Instant nextTry(@Nullable Duration retryAfter) {
        Claim claim = new Claim(new MessageId(1), null, "p@rcpt.example", null, null, 0, null);
        Deferred deferred = new Deferred(1, new Reply(429, "4.3.2", "slow down"), Scope.PROVIDER, retryAfter);
        Settlement settlement = answers.read(deferred, new Addressee(claim, "p@rcpt.example", "P", Map.of()));
        return ((Settlement.Later) settlement).at();
    }

    @Test
    void aWishBeyondOurPatienceIsKept() {
        assertThat(nextTry(Duration.ofMinutes(20))).isEqualTo(NOW.plus(Duration.ofMinutes(20)));
        assertThat(answers.providerPause()).isEqualTo(Duration.ofMinutes(20));
    }

    @Test
    void withoutOneOrWithAShortOneOurPatienceHolds() {
        assertThat(nextTry(null)).isEqualTo(NOW.plus(Backoff.afterTrouble(1)));
        assertThat(nextTry(Duration.ofSeconds(1))).isEqualTo(NOW.plus(Backoff.afterTrouble(1)));
        assertThat(answers.providerPause()).isEqualTo(Duration.ofSeconds(30));
        assertThat(answers.providerTrouble()).contains("slow down");
    }
}
