package lettermill.mailagent.mime;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** The Date header of RFC 5322 section 3.3, in UTC. */
final class InternetDate {
    private static final String[] DAYS = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    private static final String[] MONTHS = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
    };

    private InternetDate() {}

    static String format(Instant instant) {
        OffsetDateTime time = instant.atOffset(ZoneOffset.UTC);
        StringBuilder date = new StringBuilder(31)
                .append(DAYS[time.getDayOfWeek().getValue() - 1])
                .append(", ")
                .append(time.getDayOfMonth())
                .append(' ')
                .append(MONTHS[time.getMonthValue() - 1])
                .append(' ')
                .append(time.getYear());
        twoDigits(date.append(' '), time.getHour());
        twoDigits(date.append(':'), time.getMinute());
        twoDigits(date.append(':'), time.getSecond());
        return date.append(" +0000").toString();
    }

    private static void twoDigits(StringBuilder date, int value) {
        date.append((char) ('0' + value / 10)).append((char) ('0' + value % 10));
    }
}
