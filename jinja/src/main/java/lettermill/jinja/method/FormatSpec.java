package lettermill.jinja.method;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lettermill.jinja.TemplateRuntimeError;
import lettermill.jinja.value.Numbers;
import lettermill.jinja.value.Run;
import lettermill.jinja.value.Text;
import lettermill.jinja.value.Undefined;
import lettermill.jinja.value.Values;

/** The format specifications of {@code str.format}: {@code [[fill]align][sign][#][0][width][,_][.precision][type]}. */
final class FormatSpec {
    private static final Pattern SPEC = Pattern.compile(
            "(?:(.)?([<>=^]))?([-+ ])?(z)?(#)?(0)?(\\d{1,9})?([,_])?(?:\\.(\\d{1,9}))?(.)?", Pattern.DOTALL);

    private final String fill;
    private final char align;
    private final String sign;
    private final boolean alternate;
    private final int width;
    private final String grouping;
    private final int precision;
    private final char type;

    private FormatSpec(String spec, char defaultAlign) {
        Matcher m = SPEC.matcher(spec);
        if (!m.matches()) {
            throw TemplateRuntimeError.value("Invalid format specifier '" + spec + "'");
        }
        boolean zeros = m.group(6) != null;
        fill = m.group(1) != null ? m.group(1) : zeros ? "0" : " ";
        align = m.group(2) != null ? m.group(2).charAt(0) : zeros && defaultAlign == '>' ? '=' : defaultAlign;
        sign = m.group(3) == null ? "" : m.group(3).equals("-") ? "" : m.group(3);
        alternate = m.group(5) != null;
        width = m.group(7) == null ? 0 : Integer.parseInt(m.group(7));
        grouping = m.group(8) == null ? "" : m.group(8);
        precision = m.group(9) == null ? -1 : Integer.parseInt(m.group(9));
        type = m.group(10) == null ? 0 : m.group(10).charAt(0);
    }

    /** Python's {@code format(value, spec)}. */
    static String format(Run run, Object value, String spec) {
        if (value instanceof Undefined undefined) {
            undefined.use();
        }
        if (spec.isEmpty()) {
            return Text.of(value);
        }
        Undefined.refuse(value);
        Number number = Numbers.of(value);
        if (number != null) {
            return new FormatSpec(spec, '>').number(run, number);
        }
        if (Text.isText(value)) {
            return new FormatSpec(spec, '<').text(run, Text.of(value));
        }
        if (value instanceof java.time.temporal.TemporalAccessor time) {
            return Text.of(Access.call(
                    run,
                    Access.attribute(run, time, "strftime"),
                    new lettermill.jinja.Arguments(java.util.List.of(spec), java.util.Map.of())));
        }
        throw TemplateRuntimeError.type(
                "unsupported format string passed to " + Values.typeName(value) + ".__format__");
    }

    private String text(Run run, String text) {
        if (type != 0 && type != 's') {
            throw unknownType("str");
        }
        if (!grouping.isEmpty()) {
            throw TemplateRuntimeError.value("Cannot specify '" + grouping + "' with 's'.");
        }
        if (align == '=') {
            throw TemplateRuntimeError.value("'=' alignment not allowed in string format specifier");
        }
        if (!sign.isEmpty()) {
            throw TemplateRuntimeError.value("Sign not allowed in string format specifier");
        }
        boolean cut = precision >= 0 && precision < Text.length(text);
        return Strings.pad(run, cut ? Text.slice(text, 0, precision) : text, width, fill, center(align));
    }

    private static char center(char align) {
        return align == '^' ? 'c' : align;
    }

    private RuntimeException unknownType(String of) {
        return TemplateRuntimeError.value("Unknown format code '" + type + "' for object of type '" + of + "'");
    }

    private String number(Run run, Number number) {
        run.charge(Math.max(0, Math.max(width, precision)));
        boolean integer = number instanceof Long || number instanceof BigInteger;
        boolean negative;
        String digits;
        if (integer && (type == 0 || "dxXobnc".indexOf(type) >= 0)) {
            BigInteger value = Numbers.big(number);
            if (precision >= 0) {
                throw TemplateRuntimeError.value("Precision not allowed in integer format specifier");
            }
            negative = value.signum() < 0;
            digits = type == 'c'
                    ? Character.toString((int) Math.max(0, Math.min(Character.MAX_CODE_POINT, value.longValue())))
                    : NumberFormat.integer(value, type, alternate);
        } else if (type == 0 || "eEfFgGn%".indexOf(type) >= 0) {
            double value = Numbers.toDouble(number);
            negative = value < 0 || value == 0 && 1 / value < 0;
            digits = number instanceof BigDecimal decimal ? decimal(decimal) : real(value);
        } else {
            throw unknownType(integer ? "int" : "float");
        }
        String shown = negative ? "-" : sign;
        digits = grouping.isEmpty() ? digits : group(digits);
        if (align == '=') {
            return shown + Strings.pad(run, digits, width - shown.length(), fill, '>');
        }
        return Strings.pad(run, shown + digits, width, fill, center(align));
    }

    private String decimal(BigDecimal value) {
        BigDecimal magnitude = value.abs();
        if (type == '%') {
            return NumberFormat.fixed(magnitude.movePointRight(2), precision < 0 ? 6 : precision) + "%";
        }
        boolean plain = type == 'f' || type == 'F';
        int scale = precision >= 0 ? precision : magnitude.scale();
        return plain && Math.abs((long) scale) < 1000 ? NumberFormat.fixed(magnitude, scale) : magnitude.toString();
    }

    private String real(double value) {
        if (type == '%') {
            return NumberFormat.real(value * 100, 'f', precision, alternate) + "%";
        }
        if (type == 0) {
            return precision < 0 ? Numbers.repr(Math.abs(value)) : NumberFormat.shortened(value, precision);
        }
        return NumberFormat.real(value, type == 'n' ? 'g' : type, precision, alternate);
    }

    private String group(String digits) {
        int end = 0;
        while (end < digits.length()
                && Character.digit(digits.charAt(end), 16) >= 0
                && (digits.charAt(end) != 'e' || type == 'x')) {
            end++;
        }
        int size = "xXob".indexOf(type) >= 0 && type != 0 ? 4 : 3;
        StringBuilder result = new StringBuilder(digits);
        for (int i = end - size; i > 0; i -= size) {
            result.insert(i, grouping);
        }
        return result.toString();
    }
}
