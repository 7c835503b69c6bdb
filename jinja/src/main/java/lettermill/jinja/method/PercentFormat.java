package lettermill.jinja.method;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import lettermill.jinja.SafeString;
import lettermill.jinja.TemplateRuntimeError;
import lettermill.jinja.value.Numbers;
import lettermill.jinja.value.Repr;
import lettermill.jinja.value.Run;
import lettermill.jinja.value.Text;
import lettermill.jinja.value.Tuple;
import lettermill.jinja.value.Undefined;
import lettermill.jinja.value.Values;

/** Python's {@code "..." % values}; a safe format escapes what it puts in. */
public final class PercentFormat {
    private static final int LARGEST_WIDTH = 100_000_000;

    private final Run run;
    private final String format;
    private final boolean safe;
    private final Object arguments;
    private final StringBuilder result = new StringBuilder();
    private int pos;
    private int used;

    private PercentFormat(Run run, Object format, Object arguments) {
        this.run = run;
        this.format = Text.of(format);
        this.safe = format instanceof SafeString;
        this.arguments = arguments;
    }

    /** {@code format % arguments}. */
    public static Object apply(Run run, Object format, Object arguments) {
        PercentFormat percent = new PercentFormat(run, format, arguments);
        percent.run();
        return Text.like(format, percent.result.toString());
    }

    private void run() {
        run.charge(format.length());
        while (pos < format.length()) {
            int at = format.indexOf('%', pos);
            if (at < 0) {
                result.append(format, pos, format.length());
                break;
            }
            result.append(format, pos, at);
            pos = at + 1;
            directive();
            run.charge(result.length() > 4096 ? result.length() : 16);
        }
        boolean mapping =
                arguments instanceof Map<?, ?> || arguments instanceof List<?> && !(arguments instanceof Tuple);
        int available = arguments instanceof Tuple tuple ? tuple.size() : 1;
        if (used < available && !mapping && !(arguments instanceof Undefined)) {
            throw TemplateRuntimeError.type("not all arguments converted during string formatting");
        }
    }

    private char peek() {
        if (pos >= format.length()) {
            throw TemplateRuntimeError.value("incomplete format");
        }
        return format.charAt(pos);
    }

    private boolean skip(char c) {
        boolean found = peek() == c;
        pos += found ? 1 : 0;
        return found;
    }

    /** One conversion; the percent sign is behind us. */
    private void directive() {
        Object value = skip('(') ? named(key()) : null;
        String flags = run("#0- +");
        int width = count();
        int precision = skip('.') ? Math.max(0, count()) : -1;
        run("lhL");
        char type = peek();
        pos++;
        if (type == '%') {
            result.append('%');
            return;
        }
        String aligned = width < 0 ? flags + "-" : flags;
        convert(type, value == null ? argument() : value, aligned, Math.abs(width), precision);
    }

    private String key() {
        int end = format.indexOf(')', pos);
        if (end < 0) {
            throw TemplateRuntimeError.value("incomplete format key");
        }
        String key = format.substring(pos, end);
        pos = end + 1;
        return key;
    }

    private String run(String characters) {
        int from = pos;
        while (characters.indexOf(peek()) >= 0) {
            pos++;
        }
        return format.substring(from, pos);
    }

    /** A width or precision: digits, or an argument for an asterisk. */
    private int count() {
        if (skip('*')) {
            return (int) Math.max(-LARGEST_WIDTH, Math.min(LARGEST_WIDTH, Numbers.index(argument(), "* wants int")));
        }
        int count = 0;
        while (Character.isDigit(peek())) {
            count = Math.min(LARGEST_WIDTH, count * 10 + format.charAt(pos++) - '0');
        }
        return count;
    }

    private Object named(String key) {
        used = 1; // after a name nothing is taken by position
        if (arguments instanceof Undefined undefined) {
            return undefined.chained();
        }
        if (!(arguments instanceof Map<?, ?> map)) {
            throw TemplateRuntimeError.type("format requires a mapping");
        }
        Object found = Values.get(map, key);
        if (found == null) {
            throw new TemplateRuntimeError(TemplateRuntimeError.Kind.LOOKUP, Repr.of(key));
        }
        return found;
    }

    private Object argument() {
        int index = used++;
        if (arguments instanceof Tuple tuple && index < tuple.size()) {
            return Values.of(tuple.get(index));
        }
        if (arguments instanceof Tuple || index > 0) {
            throw TemplateRuntimeError.type("not enough arguments for format string");
        }
        return arguments;
    }

    private void convert(char type, Object value, String flags, int width, int precision) {
        run.charge(Math.max(width, Math.max(0, precision)));
        String text;
        String sign = "";
        boolean numeric = true;
        switch (type) {
            case 's', 'r', 'a' -> {
                text = type == 's' ? Text.of(value) : Repr.of(value);
                text = safe && type == 's'
                        ? Text.escaped(value)
                        : safe ? Text.escape(text).text() : text;
                text = precision >= 0 && precision < Text.length(text) ? Text.slice(text, 0, precision) : text;
                numeric = false;
            }
            case 'c' -> {
                text = character(value);
                numeric = false;
            }
            case 'd', 'i', 'u', 'x', 'X', 'o' -> {
                BigInteger number = integer(value, type);
                sign = number.signum() < 0 ? "-" : plus(flags);
                char kind = type == 'i' || type == 'u' ? 'd' : type;
                text = NumberFormat.integer(number, kind, flags.indexOf('#') >= 0);
                text = Strings.pad(run, text, precision, "0", '>');
            }
            case 'e', 'E', 'f', 'F', 'g', 'G' -> {
                double number = real(value);
                sign = number < 0 || number == 0 && 1 / number < 0 ? "-" : plus(flags);
                text = NumberFormat.real(number, type, precision, flags.indexOf('#') >= 0);
            }
            default ->
                throw TemplateRuntimeError.value("unsupported format character '" + type + "' (0x"
                        + Integer.toHexString(type) + ") at index " + (pos - 1));
        }
        if (flags.indexOf('-') >= 0) {
            result.append(Strings.pad(run, sign + text, width, " ", '<'));
        } else if (flags.indexOf('0') >= 0 && numeric) {
            result.append(sign).append(Strings.pad(run, text, width - sign.length(), "0", '>'));
        } else {
            result.append(Strings.pad(run, sign + text, width, " ", '>'));
        }
    }

    private static String plus(String flags) {
        return flags.indexOf('+') >= 0 ? "+" : flags.indexOf(' ') >= 0 ? " " : "";
    }

    private static String character(Object value) {
        if (Numbers.isInteger(value)) {
            long code = Numbers.index(value, "%c");
            if (code < 0 || code > Character.MAX_CODE_POINT) {
                throw new TemplateRuntimeError(TemplateRuntimeError.Kind.OVERFLOW, "%c arg not in range(0x110000)");
            }
            return Character.toString((int) code);
        }
        if (Text.isText(value) && Text.length(Text.of(value)) == 1) {
            return Text.of(value);
        }
        throw TemplateRuntimeError.type("%c requires int or char");
    }

    private static BigInteger integer(Object value, char type) {
        Number number = Numbers.of(value);
        boolean real = number instanceof Double || number instanceof BigDecimal;
        Undefined.refuse(value);
        if (number == null || real && "xXo".indexOf(type) >= 0) {
            String wanted = "xXo".indexOf(type) >= 0 ? "an integer" : "a real number";
            throw TemplateRuntimeError.type(
                    "%" + type + " format: " + wanted + " is required, not " + Values.typeName(value));
        }
        if (number instanceof Double d && (d.isNaN() || d.isInfinite())) {
            throw TemplateRuntimeError.value("cannot convert float to integer");
        }
        return number instanceof Double d
                ? new BigDecimal(d).toBigInteger()
                : number instanceof BigDecimal d ? d.toBigInteger() : Numbers.big(number);
    }

    private static double real(Object value) {
        Number number = Numbers.of(value);
        Undefined.refuse(value);
        if (number == null) {
            throw TemplateRuntimeError.type("must be real number, not " + Values.typeName(value));
        }
        return Numbers.toDouble(number);
    }
}
