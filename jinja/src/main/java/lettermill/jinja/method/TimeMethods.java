package lettermill.jinja.method;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import lettermill.jinja.TemplateRuntimeError;
import lettermill.jinja.value.Callable;
import lettermill.jinja.value.Text;
import org.jspecify.annotations.Nullable;

/** Attributes of dates and times: {@code year} to {@code microsecond}, {@code isoformat()} and {@code strftime(format)}. */
final class TimeMethods {
    private static final LocalDate DAY_OF_BARE_TIMES = LocalDate.of(1900, 1, 1);
    private static final Methods<TemporalAccessor> METHODS = new Methods<TemporalAccessor>()
            .add("isoformat", "", (run, self, a) -> Text.of(self).replace(' ', 'T'))
            .add("strftime", "format", (run, self, a) -> format(self, a.text(0, "")));
    private static final Methods<TemporalAccessor> METHODS_OF_DAYS = new Methods<TemporalAccessor>()
            .add("weekday", "", (run, self, a) -> self.getLong(ChronoField.DAY_OF_WEEK) - 1)
            .add("isoweekday", "", (run, self, a) -> self.getLong(ChronoField.DAY_OF_WEEK));

    private TimeMethods() {}

    static @Nullable Object of(TemporalAccessor raw, String name) {
        TemporalAccessor time = raw instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : raw;
        ChronoField field = switch (name) {
            case "year" -> ChronoField.YEAR;
            case "month" -> ChronoField.MONTH_OF_YEAR;
            case "day" -> ChronoField.DAY_OF_MONTH;
            case "hour" -> ChronoField.HOUR_OF_DAY;
            case "minute" -> ChronoField.MINUTE_OF_HOUR;
            case "second" -> ChronoField.SECOND_OF_MINUTE;
            case "microsecond" -> ChronoField.MICRO_OF_SECOND;
            default -> null;
        };
        if (field != null) {
            return time.isSupported(field) ? time.getLong(field) : null;
        }
        Callable ofDays = time.isSupported(ChronoField.DAY_OF_WEEK) ? METHODS_OF_DAYS.of(time, name) : null;
        return ofDays != null ? ofDays : METHODS.of(time, name);
    }

    /** Dates are formatted as their midnight and bare times as of the first day of 1900, as Python does. */
    private static String format(TemporalAccessor raw, String format) {
        TemporalAccessor time = switch (raw) {
            case LocalDate day -> day.atStartOfDay();
            case LocalTime bare -> bare.atDate(DAY_OF_BARE_TIMES);
            default -> raw;
        };
        StringBuilder result = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            result.append(
                    c == '%' && i + 1 < format.length() ? directive(time, format.charAt(++i)) : Character.toString(c));
        }
        return result.toString();
    }

    private static String directive(TemporalAccessor time, char directive) {
        boolean ofZone = directive == 'z' || directive == 'Z';
        if (ofZone && !time.isSupported(ChronoField.OFFSET_SECONDS)) {
            return "";
        }
        if (directive == 'Z' && time.query(TemporalQueries.zone()) instanceof ZoneOffset offset) {
            return offset.equals(ZoneOffset.UTC) ? "UTC" : "UTC" + offset.getId();
        }
        String pattern = switch (directive) {
            case 'Y' -> "uuuu";
            case 'y' -> "uu";
            case 'm' -> "MM";
            case 'd' -> "dd";
            case 'H' -> "HH";
            case 'I' -> "hh";
            case 'M' -> "mm";
            case 'S' -> "ss";
            case 'f' -> "SSSSSS";
            case 'p' -> "a";
            case 'A' -> "EEEE";
            case 'a' -> "EEE";
            case 'B' -> "MMMM";
            case 'b' -> "MMM";
            case 'j' -> "DDD";
            case 'z' -> "xx";
            case 'Z' -> "zzz";
            case 'F' -> "uuuu-MM-dd";
            case 'T' -> "HH:mm:ss";
            case '%' -> "'%'";
            default -> throw TemplateRuntimeError.value("strftime: unknown directive %" + directive);
        };
        try {
            return DateTimeFormatter.ofPattern(pattern, Locale.US).format(time);
        } catch (DateTimeException e) {
            throw TemplateRuntimeError.value("strftime: %" + directive + " doesn't fit " + Text.of(time));
        }
    }
}
