package lettermill.jinja.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.Map;
import lettermill.jinja.Budget;
import lettermill.jinja.Environment;
import lettermill.jinja.TemplateRuntimeError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dates and times of Java answer as Python's do: what is expected here is what Python 3 prints. */
class TimeMethodsTest {
    private static final Map<String, Object> TIMES = Map.of(
            "day", LocalDate.parse("2026-02-03"),
            "exact", LocalDateTime.parse("2026-02-03T14:05:09.120000"),
            "instant", Instant.parse("2026-02-03T14:05:00Z"),
            "offset", OffsetDateTime.parse("2026-02-03T14:05:00-03:30"),
            "zoned", ZonedDateTime.parse("2026-07-03T14:05:00+02:00[Europe/Berlin]"),
            "clock", LocalTime.parse("09:05"),
            "month", YearMonth.of(2026, 2));

    @ParameterizedTest
    @CsvSource(delimiter = '¦', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
            {{ day }}|{{ day.isoformat() }}         ¦ 2026-02-03|2026-02-03
            {{ exact }}|{{ exact.isoformat() }}     ¦ 2026-02-03 14:05:09.120000|2026-02-03T14:05:09.120000
            {{ instant }}|{{ instant.isoformat() }} ¦ 2026-02-03 14:05:00+00:00|2026-02-03T14:05:00+00:00
            {{ offset }}|{{ offset.isoformat() }}   ¦ 2026-02-03 14:05:00-03:30|2026-02-03T14:05:00-03:30
            {{ zoned }}                             ¦ 2026-07-03 14:05:00+02:00
            {{ clock }}|{{ clock.isoformat() }}     ¦ 09:05:00|09:05:00
            {{ month }}|{{ month.year }}            ¦ 2026-02|2026
            """)
    void print(String template, String expected) {
        assertThat(render(template)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
            {{ exact.year }} {{ exact.month }} {{ exact.day }}                               ¦ 2026 2 3
            {{ exact.hour }} {{ exact.minute }} {{ exact.second }} {{ exact.microsecond }}   ¦ 14 5 9 120000
            {{ instant.hour }} {{ offset.hour }} {{ clock.hour }} {{ clock.microsecond }}    ¦ 14 14 9 0
            {{ day.weekday() }} {{ day.isoweekday() }} {{ exact.weekday() }}                 ¦ 1 2 1
            {{ day.hour is defined }} {{ clock.year is defined }} {{ clock.weekday is defined }} ¦ False False False
            {{ month.weekday is defined }} {{ day.getYear is defined }} {{ day.now is defined }} ¦ False False False
            """)
    void haveTheAttributesTheyHaveInPython(String template, String expected) {
        assertThat(render(template)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
            exact   ¦ Tue Tuesday Feb February 03 120000 2026-02-03 14 02 034 02 05 PM 09 14:05:09 26 2026   % 50%
            instant ¦ Tue Tuesday Feb February 03 000000 2026-02-03 14 02 034 02 05 PM 00 14:05:00 26 2026 +0000 UTC % 50%
            offset  ¦ Tue Tuesday Feb February 03 000000 2026-02-03 14 02 034 02 05 PM 00 14:05:00 26 2026 -0330 UTC-03:30 % 50%
            zoned   ¦ Fri Friday Jul July 03 000000 2026-07-03 14 02 184 07 05 PM 00 14:05:00 26 2026 +0200 CEST % 50%
            day     ¦ Tue Tuesday Feb February 03 000000 2026-02-03 00 12 034 02 00 AM 00 00:00:00 26 2026   % 50%
            clock   ¦ Mon Monday Jan January 01 000000 1900-01-01 09 09 001 01 05 AM 00 09:05:00 00 1900   % 50%
            """)
    void areFormattedByDirectives(String name, String expected) {
        String format = "%a %A %b %B %d %f %F %H %I %j %m %M %p %S %T %y %Y %z %Z %% 50%";
        assertThat(render("{{ " + name + ".strftime('" + format + "') }}")).isEqualTo(expected);
        assertThat(render("{{ '{:%d.%m.%Y}'.format(day) }}")).isEqualTo("03.02.2026");
    }

    @Test
    void refuseWhatTheyCannotSay() {
        assertThatThrownBy(() -> render("{{ day.strftime('%Q') }}"))
                .isInstanceOf(TemplateRuntimeError.class)
                .hasMessageContaining("strftime: unknown directive %Q");
        assertThatThrownBy(() -> render("{{ month.strftime('%d') }}"))
                .isInstanceOf(TemplateRuntimeError.class)
                .hasMessageContaining("strftime: %d doesn't fit 2026-02");
        assertThatThrownBy(() -> render("{{ clock.weekday() }}"))
                .isInstanceOf(TemplateRuntimeError.class)
                .hasMessageContaining("has no attribute 'weekday'");
    }

    private static String render(String template) {
        return Environment.builder().build().compile("t", template).render(TIMES, Budget.STANDARD);
    }
}
