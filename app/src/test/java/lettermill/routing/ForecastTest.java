package lettermill.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForecastTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final int NO_CAP = Integer.MAX_VALUE;

    @ParameterizedTest
    @CsvSource({
        // mails, per second, room today, per day, window, finish; now is 10:00 in Berlin
        "100,     10,  , ,          , 2026-01-15T09:00:10Z",
        "0,       10,  , ,          , 2026-01-15T09:00:00Z",
        // 50 today, then 100 a day from midnight on.
        "250,     10,  50, 100,     , 2026-01-16T23:00:10Z",
        "50,      10,  50, 100,     , 2026-01-15T09:00:05Z",
        "60,      10,   0, 100,     , 2026-01-15T23:00:06Z",
        // 3,600 an hour, from nine to eleven: one hour is left today, two come tomorrow.
        "3600,     1,  , ,     09-11, 2026-01-15T10:00:00Z",
        "3601,     1,  , ,     09-11, 2026-01-16T08:00:01Z",
        // Closed at ten: all of it leaves from noon on.
        "10,       1,  , ,     12-13, 2026-01-15T11:00:10Z",
        // Over midnight: from 22:00 to 02:00, and the date's cap starts anew in between.
        "7201,     1,  , 10000, 22-02, 2026-01-15T23:00:01Z",
        "120,      1,  100, 10000, 22-02, 2026-01-15T23:00:20Z"
    })
    void theLastMailLeavesWhenCapsAndHoursLetIt(
            long mails,
            double perSecond,
            @Nullable Integer roomToday,
            @Nullable Integer perDay,
            @Nullable String hours,
            Instant finish) {
        Forecast forecast = new Forecast(
                perSecond,
                roomToday == null ? NO_CAP : roomToday,
                perDay == null ? NO_CAP : perDay,
                hours == null ? null : window(hours),
                BERLIN);
        assertThat(forecast.finish(Instant.parse("2026-01-15T09:00:00Z"), mails))
                .contains(finish);
    }

    @Test
    void aCapOfNothingNeverEnds() {
        assertThat(new Forecast(10, 0, 0, null, BERLIN).finish(Instant.parse("2026-01-15T09:00:00Z"), 1))
                .isEmpty();
    }

    private static SendWindow window(String hours) {
        return new SendWindow(
                LocalTime.of(Integer.parseInt(hours.substring(0, 2)), 0),
                LocalTime.of(Integer.parseInt(hours.substring(3)), 0),
                null);
    }
}
