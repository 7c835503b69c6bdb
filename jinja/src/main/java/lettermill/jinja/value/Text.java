package lettermill.jinja.value;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import lettermill.jinja.SafeString;
import org.jspecify.annotations.Nullable;

/** Values as text: Python's {@code str}, and operations on text by code point. */
public final class Text {
    private Text() {}

    /** Python's {@code str(value)}. */
    public static String of(Object value) {
        return switch (value) {
            case String s -> s;
            case SafeString safe -> safe.text();
            case Long l -> Long.toString(l);
            case Undefined undefined -> undefined.text();
            case TemporalAccessor time -> temporal(time);
            default -> Repr.of(value);
        };
    }

    /** What has seconds is written as Python's datetime, other values of java.time as Java writes them. */
    private static String temporal(TemporalAccessor raw) {
        TemporalAccessor time = raw instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : raw;
        if (!time.isSupported(ChronoField.SECOND_OF_MINUTE)) {
            return time.toString();
        }
        String date = time.isSupported(ChronoField.DAY_OF_MONTH) ? "uuuu-MM-dd " : "";
        String fraction = time.get(ChronoField.MICRO_OF_SECOND) == 0 ? "" : ".SSSSSS";
        String offset = time.isSupported(ChronoField.OFFSET_SECONDS) ? "xxx" : "";
        return DateTimeFormatter.ofPattern(date + "HH:mm:ss" + fraction + offset, Locale.ROOT)
                .format(time);
    }

    /** The value as text if it is text already, else null. */
    public static @Nullable String orNull(Object value) {
        return value instanceof String s ? s : value instanceof SafeString safe ? safe.text() : null;
    }

    public static boolean isText(Object value) {
        return value instanceof String || value instanceof SafeString;
    }

    /** Whether the value has MarkupSafe's {@code __html__}: it isn't escaped, and makes what it is added to safe. */
    public static boolean isSafe(Object value) {
        return value instanceof SafeString || value instanceof Undefined undefined && undefined.isChainable();
    }

    /** The text, safe if {@code like} is. */
    public static Object like(Object like, String text) {
        return like instanceof SafeString ? new SafeString(text) : text;
    }

    /** The value escaped, unless it is safe. */
    public static String escaped(Object value) {
        return value instanceof SafeString safe
                ? safe.text()
                : SafeString.escape(of(value)).text();
    }

    /** Length in code points. */
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** From code point {@code from} to {@code to}, both within the text. */
    public static String slice(String text, int from, int to) {
        int start = text.offsetByCodePoints(0, from);
        return text.substring(start, text.offsetByCodePoints(start, to - from));
    }
}
