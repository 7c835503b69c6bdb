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
    /** Shorter texts are read for nothing. */
    private static final int SHORT = 64;

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
                : escape(of(value)).text();
    }

    /** The text escaped and paid for. */
    public static SafeString escape(String text) {
        SafeString escaped = SafeString.escape(text);
        if (escaped.length() > SHORT) {
            Run.making(escaped.length());
            Run.work(escaped.length() / 4);
        }
        return escaped;
    }

    /** Pays for reading a value from end to end, if it is a long text. */
    public static void reading(Object value) {
        String text = orNull(value);
        if (text != null && text.length() > SHORT) {
            Run.work(text.length() / 4);
        }
    }

    /** Pays for looking for a part in a text, which may take the product of their lengths. */
    public static void searching(String text, String part) {
        Run.work((long) text.length() * part.length() / 64);
    }

    /** Python's {@code part in text}. */
    static boolean contains(String text, String part) {
        searching(text, part);
        return text.contains(part);
    }

    /** Length in code points. */
    public static int length(String text) {
        if (text.length() > SHORT) {
            Run.work(text.length() / 16);
        }
        return text.codePointCount(0, text.length());
    }

    /** From code point {@code from} to {@code to}, both within the text. */
    public static String slice(String text, int from, int to) {
        int start = text.offsetByCodePoints(0, from);
        return text.substring(start, text.offsetByCodePoints(start, to - from));
    }
}
