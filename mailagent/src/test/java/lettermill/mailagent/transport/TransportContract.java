package lettermill.mailagent.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import lettermill.mailagent.Letters;
import lettermill.wire.Outcome;
import lettermill.wire.Outcome.Accepted;
import lettermill.wire.Outcome.Refused;
import lettermill.wire.ProviderStatus.State;
import org.junit.jupiter.api.Test;

/** What every transport has to keep, whatever its provider speaks. A subclass brings one with a provider behind it. */
public abstract class TransportContract {

    /** A transport whose provider takes all mail, but for addresses {@code unknown@...}, which do not exist. */
    protected abstract Transport transport() throws Exception;

    /** The recipients of all messages the provider has taken. */
    protected abstract List<String> received() throws Exception;

    /** A transport to a place where nobody listens. */
    protected abstract Transport deadTransport() throws Exception;

    protected static Outgoing outgoing(long id) {
        return new Outgoing(Letters.letter(id), null);
    }

    protected static Outgoing outgoing(long id, String to) {
        return new Outgoing(Letters.letterTo(id, to), null);
    }

    @Test
    void everyLetterArrivesOnceAndHasItsOutcomeInItsPlace() throws Exception {
        try (Transport transport = transport()) {
            List<Outgoing> letters = LongStream.range(0, 100)
                    .mapToObj(TransportContract::outgoing)
                    .toList();
            List<Outcome> outcomes = transport.send(letters);
            assertThat(outcomes).allMatch(Accepted.class::isInstance);
            assertThat(outcomes)
                    .extracting(Outcome::messageId)
                    .isEqualTo(LongStream.range(0, 100).boxed().toList());
            assertThat(received())
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 100)
                            .mapToObj(i -> "person" + i + "@rcpt.example")
                            .toList());
        }
    }

    @Test
    void anUnknownMailboxIsRefusedAndTheOthersGoOn() throws Exception {
        try (Transport transport = transport()) {
            List<Outcome> outcomes = transport.send(List.of(
                    outgoing(1),
                    outgoing(2, "unknown@rcpt.example"),
                    outgoing(3),
                    outgoing(4, "unknown@rcpt.example")));
            assertThat(outcomes.get(0)).isInstanceOf(Accepted.class);
            assertThat(outcomes.get(1)).isInstanceOfSatisfying(Refused.class, refused -> {
                assertThat(refused.scope()).isEqualTo(Refused.Scope.RECIPIENT);
                assertThat(refused.reply().text()).contains("unknown");
            });
            assertThat(outcomes.get(2)).isInstanceOf(Accepted.class);
            assertThat(outcomes.get(3)).isInstanceOf(Refused.class);
            assertThat(transport.send(List.of(outgoing(5)))).allMatch(Accepted.class::isInstance);
            assertThat(received()).hasSize(3).doesNotContain("unknown@rcpt.example");
        }
    }

    @Test
    void noWaveIsNoWork() throws Exception {
        try (Transport transport = transport()) {
            assertThat(transport.send(List.of())).isEmpty();
        }
    }

    @Test
    void severalThreadsSendAtOnce() throws Exception {
        try (Transport transport = transport()) {
            Map<Long, Outcome> outcomes = new ConcurrentHashMap<>();
            List<Thread> lanes = IntStream.range(0, 4)
                    .mapToObj(lane -> Thread.ofPlatform().start(() -> {
                        for (int wave = 0; wave < 5; wave++) {
                            long first = lane * 1000L + wave * 100L;
                            transport
                                    .send(LongStream.range(first, first + 20)
                                            .mapToObj(TransportContract::outgoing)
                                            .toList())
                                    .forEach(outcome -> outcomes.put(outcome.messageId(), outcome));
                        }
                    }))
                    .toList();
            for (Thread lane : lanes) {
                lane.join();
            }
            assertThat(outcomes).hasSize(400);
            assertThat(outcomes.values()).allMatch(Accepted.class::isInstance);
            assertThat(received()).hasSize(400).doesNotHaveDuplicates();
        }
    }

    @Test
    void aProviderThatIsAwayDefersAllAndSaysSo() throws Exception {
        try (Transport transport = deadTransport()) {
            assertThat(transport.send(List.of(outgoing(1), outgoing(2))))
                    .hasSize(2)
                    .allSatisfy(outcome -> assertThat(outcome)
                            .isInstanceOfSatisfying(
                                    Outcome.Deferred.class,
                                    deferred ->
                                            assertThat(deferred.scope()).isEqualTo(Outcome.Deferred.Scope.PROVIDER)));
            assertThat(transport.probe().state()).isEqualTo(State.UNREACHABLE);
        }
    }

    @Test
    void aProbeSaysReadyAndSendsNothing() throws Exception {
        try (Transport transport = transport()) {
            assertThat(transport.probe().state()).isEqualTo(State.READY);
            assertThat(received()).isEmpty();
        }
    }
}
