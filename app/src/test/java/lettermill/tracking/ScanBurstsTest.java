package lettermill.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import lettermill.base.MessageId;
import lettermill.ledger.EventType;
import org.junit.jupiter.api.Test;

class ScanBurstsTest {

    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    private final ScanBursts bursts = new ScanBursts();

    @Test
    void threeLinksOfAMessageWithinTwoSecondsAreAScan() {
        List<Hit> clicks = clicks(1, 0, 900, 1_900);

        assertThat(clicks).allMatch(bursts::scanned);
    }

    @Test
    void threeLinksInMoreThanTwoSecondsAreAReader() {
        assertThat(clicks(1, 0, 1_000, 2_100)).noneMatch(bursts::scanned);
    }

    @Test
    void theSameLinkThriceIsAnImpatientReader() {
        Hit first = click(1, 7, 0);
        List<Hit> clicks = List.of(first, click(1, 7, 100), click(1, 7, 200));
        clicks.forEach(bursts::notice);

        assertThat(clicks).noneMatch(bursts::scanned);
    }

    @Test
    void messagesDontMix() {
        List<Hit> clicks = List.of(click(1, 1, 0), click(2, 2, 10), click(3, 3, 20));
        clicks.forEach(bursts::notice);

        assertThat(clicks).noneMatch(bursts::scanned);
    }

    @Test
    void aReaderAfterTheScanIsAReader() {
        clicks(1, 0, 10, 20);
        Hit later = click(1, 1, 60_000);
        bursts.notice(later);

        assertThat(bursts.scanned(later)).isFalse();
    }

    private List<Hit> clicks(long message, long... millis) {
        List<Hit> clicks = new ArrayList<>();
        for (int link = 0; link < millis.length; link++) {
            clicks.add(click(message, link, millis[link]));
        }
        clicks.forEach(bursts::notice);
        return clicks;
    }

    private static Hit click(long message, long link, long millis) {
        Hit.Visitor visitor = new Hit.Visitor("Mozilla/5.0", "192.0.2.1", Hit.Manner.FETCH);
        return new Hit(
                EventType.CLICK,
                new MessageId(message),
                new Hit.Target(link, null),
                visitor,
                START.plusMillis(millis),
                "click/" + message + "/" + link + "/" + millis);
    }
}
