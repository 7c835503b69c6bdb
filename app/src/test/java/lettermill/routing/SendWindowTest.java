package lettermill.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SendWindowTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        // start, end, now, open, opens
        "09:00, 17:00, 2026-01-15T07:59:59Z, false, 2026-01-15T08:00:00Z",
        "09:00, 17:00, 2026-01-15T08:00:00Z, true,  2026-01-15T08:00:00Z",
        "09:00, 17:00, 2026-01-15T16:00:00Z, false, 2026-01-16T08:00:00Z",
        "22:00, 06:00, 2026-01-15T23:00:00Z, true,  2026-01-15T23:00:00Z",
        "22:00, 06:00, 2026-01-15T12:00:00Z, false, 2026-01-15T21:00:00Z",
        // Summer time starts on 29 March 2026: 02:30 does not exist that day.
        "02:30, 05:00, 2026-03-29T00:30:00Z, false, 2026-03-29T01:30:00Z",
        "09:00, 17:00, 2026-03-28T17:00:00Z, false, 2026-03-29T07:00:00Z",
        // It ends on 25 October 2026: 02:30 comes twice, and the window opens the first time.
        "02:30, 05:00, 2026-10-25T00:00:00Z, false, 2026-10-25T00:30:00Z",
        "09:00, 17:00, 2026-10-24T16:00:00Z, false, 2026-10-25T08:00:00Z",
    })
    void opensByTheClockOnTheWall(LocalTime start, LocalTime end, Instant now, boolean open, Instant opens) {
        SendWindow window = new SendWindow(start, end, null);
        assertThat(window.open(now, BERLIN)).isEqualTo(open);
        assertThat(window.opens(now, BERLIN)).isEqualTo(opens);
        assertThat(window.open(window.opens(now, BERLIN), BERLIN)).isTrue();
    }
}
