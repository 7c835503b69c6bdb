package lettermill.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import lettermill.base.MessageId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HitsTest {

    private static final Hit.Visitor READER = new Hit.Visitor(TrackingDesk.BROWSER, "192.0.2.7", Hit.Manner.FETCH);
    private static final Hit.Visitor LOOKER = new Hit.Visitor(TrackingDesk.BROWSER, "192.0.2.7", Hit.Manner.LOOK);

    private final TrackingDesk desk = new TrackingDesk(1_000);

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void everyRepeatedOpenIsAFactOfItsOwn() {
        String token = desk.tokens().pixel(desk.sentMessage());
        for (int i = 0; i < 5; i++) {
            desk.hits().pixel(token, READER);
        }
        desk.close();

        assertThat(desk.recorded()).hasSize(5).containsOnly("OPEN HUMAN browser");
        assertThat(desk.database
                        .sql("SELECT open_count FROM ledger.message")
                        .query(Integer.class)
                        .single())
                .isEqualTo(5);
    }

    @Test
    void aHeadRequestIsNoOpenAndARobotsClick() {
        MessageId message = desk.sentMessage();
        desk.hits().pixel(desk.tokens().pixel(message), LOOKER);
        assertThat(desk.hits().click(desk.tokens().clickTo(message, "https://a.example/"), LOOKER))
                .isPresent();
        desk.close();

        assertThat(desk.recorded()).containsExactly("CLICK BOT head-request");
    }

    @Test
    void forgedAndForeignTokensLeadNowhereAndCountNothing() {
        MessageId message = desk.sentMessage();
        String click = desk.tokens().clickTo(message, "https://a.example/");
        for (String token :
                List.of("", "x", click.substring(1), click + "A", desk.tokens().pixel(message))) {
            assertThat(desk.hits().click(token, READER)).isEmpty();
        }
        desk.hits().pixel(click, READER);
        desk.close();

        assertThat(desk.recorded()).isEmpty();
    }

    @Test
    void anAddressInATokenIsCheckedAgainWhenFollowed() {
        MessageId message = desk.sentMessage();
        for (String url : List.of("javascript:alert(1)", "https://good.example@evil.example/", "/relative")) {
            assertThat(desk.hits().click(desk.tokens().clickTo(message, url), READER))
                    .isEmpty();
        }
    }

    @Test
    void noneOfAScannersClicksCountsAsAPersons() {
        MessageId message = desk.sentMessage();
        for (int link = 0; link < 4; link++) {
            desk.hits().click(desk.tokens().clickTo(message, "https://a.example/" + link), READER);
            desk.clock.advance(Duration.ofMillis(100));
        }
        await().untilAsserted(
                        () -> assertThat(desk.recorded()).hasSize(4).containsOnly("CLICK BOT many-links-at-once"));
        assertThat(desk.database
                        .sql("SELECT status FROM ledger.message")
                        .query(String.class)
                        .single())
                .isEqualTo("SENT");
    }

    @Test
    void aClickRightAfterSendingIsAFilters() {
        MessageId message = desk.message(TrackingDesk.NOW.minusSeconds(2));
        MessageId earlier = desk.message(TrackingDesk.NOW.minusSeconds(4));
        desk.hits().click(desk.tokens().clickTo(message, "https://a.example/"), READER);
        desk.clock.advance(Duration.ofMillis(1));
        desk.hits().click(desk.tokens().clickTo(earlier, "https://a.example/"), READER);
        desk.close();

        assertThat(desk.recorded()).containsExactly("CLICK BOT clicked-at-delivery", "CLICK HUMAN browser");
    }

    @Test
    void whileTheDatabaseIsAwayReadersAreServedAndTheirHitsWait() {
        MessageId message = desk.sentMessage();
        String pixel = desk.tokens().pixel(message);
        long link = desk.links()
                .store(desk.workspace, 1, Map.of(0, new TargetUrl("https://a.example/")))
                .get(0);
        String click = desk.tokens().click(message, link);
        assertThat(desk.hits().click(click, READER)).isPresent();
        desk.plug.pull();
        desk.hits().pixel(pixel, READER);
        assertThat(desk.hits().click(click, READER)).contains(new TargetUrl("https://a.example/"));
        assertThat(desk.recorded()).isEmpty();
        desk.plug.plugIn();

        await().untilAsserted(() -> assertThat(desk.recorded()).hasSize(3));
    }

    @Test
    void aFullQueueServesTheReaderAndCountsWhatItCannotKeep() {
        String pixel = desk.tokens().pixel(desk.sentMessage());
        desk.plug.pull();
        LongStream.range(0, 5_000).forEach(i -> desk.hits().pixel(pixel, READER));
        double dropped = desk.meters.counter("lettermill.tracking.dropped").count();
        desk.plug.plugIn();
        desk.close();

        assertThat(dropped).isPositive();
        assertThat(desk.recorded()).hasSize(5_000 - (int) dropped);
    }

    @Test
    void aRushIsRecordedWhole() {
        String pixel = desk.tokens().pixel(desk.sentMessage());
        desk.hits().pixel(pixel, READER);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(desk.recorded()).hasSize(1));
        LongStream.range(0, 4_000).forEach(i -> desk.hits().pixel(pixel, READER));
        desk.close();

        assertThat(desk.meters.counter("lettermill.tracking.dropped").count()).isZero();
        assertThat(desk.recorded()).hasSize(4_001);
    }

    @Test
    void hitsOfAMessageThatIsGoneAreLeftOut() {
        List<String> tokens = new ArrayList<>(List.of(desk.tokens().pixel(new MessageId(987_654))));
        tokens.add(desk.tokens().pixel(desk.sentMessage()));
        tokens.forEach(token -> desk.hits().pixel(token, READER));
        desk.close();

        assertThat(desk.recorded()).hasSize(1);
    }
}
