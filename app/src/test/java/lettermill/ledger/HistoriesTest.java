package lettermill.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import lettermill.base.MessageId;
import lettermill.ledger.History.Report;
import lettermill.ledger.History.Rest;
import lettermill.ledger.History.Settle;
import lettermill.ledger.History.Step;
import org.junit.jupiter.api.Test;

/** What becomes of a message depends on what happened, and not on the order in which, or how often, it is reported. */
class HistoriesTest {

    private static final int HISTORIES = 1_000;

    @Test
    void anyPermutationAndDuplicationOfAHistoryEndsInTheSameState() {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        List<History> histories = new ArrayList<>();
        for (long id = 1; id <= HISTORIES; id++) {
            histories.add(History.random(new MessageId(id), random));
        }
        HistoryDesk first = played(histories, random);
        HistoryDesk second = played(histories, random);
        for (History history : histories) {
            assertThat(second.state(history.message()))
                    .as("seed %d, %s", seed, history)
                    .isEqualTo(first.state(history.message()));
        }
        assertThat(second.figures()).as("seed %d", seed).isEqualTo(first.figures());
        String followed = second.figures();
        assertThat(second.counted()).as("seed %d, counted anew", seed).isEqualTo(followed);
    }

    private static HistoryDesk played(List<History> histories, Random random) {
        HistoryDesk desk = new HistoryDesk(histories);
        List<Step> steps = new ArrayList<>();
        for (History history : histories) {
            steps.addAll(history.steps());
            history.steps().stream()
                    .filter(step -> step instanceof Report && random.nextInt(3) == 0)
                    .forEach(steps::add);
        }
        Collections.shuffle(steps, random);
        List<MailEvent> batch = new ArrayList<>();
        for (Step step : steps) {
            if (step instanceof Report report) {
                batch.add(report.event(desk.workspace()));
            }
            if (!(step instanceof Report) || random.nextInt(40) == 0) {
                desk.record(batch);
                batch.clear();
            }
            switch (step) {
                case Settle settle -> desk.settle(settle);
                case Rest rest -> desk.rest(rest.message());
                case Report report -> {}
            }
        }
        desk.record(batch);
        return desk;
    }

    @Test
    void aBounceTakesARefusalBackAndASecondRefusalCountsNothing() {
        HistoryDesk desk = new HistoryDesk(List.of(History.sent(new MessageId(1))));
        desk.record(List.of(desk.event(EventType.REJECT, "r1", 3)));
        desk.record(List.of(desk.event(EventType.REJECT, "r2", 4)));
        assertThat(desk.figures()).contains("failed 1");
        desk.record(List.of(desk.event(EventType.BOUNCE, "b", 5)));
        assertThat(desk.figures()).contains("failed 0").contains("bounces 1");
    }

    @Test
    void aSendThatIsHeardOfLateHasItsOwnTime() {
        HistoryDesk desk = new HistoryDesk(List.of(History.handed(new MessageId(1))));
        desk.record(List.of(desk.event(EventType.CLICK, "c", 9), desk.event(EventType.DELIVERY, "d", 7)));
        assertThat(desk.sendTime()).isEqualTo(at(7));
        desk.record(List.of(desk.event(EventType.SEND, "s", 2)));
        assertThat(desk.sendTime()).isEqualTo(at(2));
    }

    @Test
    void aDeliveryOutdoesTheGuessThatTheEndStaysUnknown() {
        HistoryDesk desk = new HistoryDesk(List.of(History.unknown(new MessageId(1))));
        desk.rest(new MessageId(1));
        assertThat(desk.state(new MessageId(1))).contains("FAILED").contains("OUTCOME_UNKNOWN");
        desk.recount();
        desk.record(List.of(desk.event(EventType.DELIVERY, "d", 7)));
        assertThat(desk.state(new MessageId(1))).contains("DELIVERED").doesNotContain("OUTCOME_UNKNOWN");
        assertThat(desk.figures()).contains("failed 0").contains("sent 1");
    }

    @Test
    void aMessageThatWasReportedIsNotSentAgain() {
        HistoryDesk desk = new HistoryDesk(List.of(History.handed(new MessageId(1))));
        desk.record(List.of(desk.event(EventType.DELIVERY, "d", 7)));
        desk.settle(new Settle(new MessageId(1), Settle.How.LATER));
        assertThat(desk.state(new MessageId(1))).contains("DELIVERED").contains("DONE");
    }

    private static Instant at(int minute) {
        return History.START.plusSeconds(60L * minute);
    }
}
