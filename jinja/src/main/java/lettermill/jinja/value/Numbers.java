package lettermill.jinja.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import lettermill.jinja.BudgetExceeded;
import lettermill.jinja.SafeString;
import lettermill.jinja.TemplateRuntimeError;
import lettermill.jinja.TemplateRuntimeError.Kind;
import lettermill.jinja.syntax.Blank;
import org.jspecify.annotations.Nullable;

/** Python's numbers: integers of any size, doubles, decimals, and booleans that count as 0 and 1. */
public final class Numbers {
    /** Python's limit on the digits of an integer that is printed or read. */
    public static final int MOST_DIGITS = 4300;

    /** Larger integers would make single operations slow; Python's own limit for printing is 14,285 bits. */
    private static final int MOST_BITS = 65_536;

    private static final double SMALLEST_PLAIN = 1e-4;
    private static final double LARGEST_PLAIN = 1e16;

    private Numbers() {}

    /** The value as a number, a boolean as 0 or 1; null if it isn't one. */
    public static @Nullable Number of(Object value) {
        return value instanceof Number n ? n : value instanceof Boolean b ? (b ? 1L : 0L) : null;
    }

    public static boolean isInteger(Object value) {
        return value instanceof Long || value instanceof Boolean || value instanceof BigInteger;
    }

    /** As a Long if it fits. */
    public static Number shrink(BigInteger value) {
        return value.bitLength() < 64 ? (Number) value.longValue() : value;
    }

    /** The integer, if it is of a size that can be worked with. */
    public static BigInteger bounded(BigInteger value) {
        if (value.bitLength() > MOST_BITS) {
            throw tooLarge();
        }
        return value;
    }

    /** The decimal, if its exponent and its digits are of a size that can be worked with. */
    public static BigDecimal bounded(BigDecimal value) {
        if (Math.abs((long) value.scale()) > MOST_BITS || value.precision() > MOST_BITS / 3) {
            throw tooLarge();
        }
        return value;
    }

    /** {@code base ** exponent}; the exponent isn't negative. */
    public static BigInteger power(BigInteger base, BigInteger exponent) {
        if (exponent.bitLength() > 31 || (double) base.bitLength() * exponent.intValue() > MOST_BITS * 2.0) {
            throw tooLarge();
        }
        return bounded(base.pow(exponent.intValue()));
    }

    private static BudgetExceeded tooLarge() {
        return new BudgetExceeded(
                BudgetExceeded.Limit.CHARACTERS, "a number of more than " + MOST_BITS + " bits or decimal places");
    }

    public static BigInteger big(Number value) {
        return value instanceof BigInteger b ? b : BigInteger.valueOf(value.longValue());
    }

    /** As a double. */
    public static double toDouble(Number value) {
        double result = value.doubleValue();
        if (Double.isInfinite(result) && !(value instanceof Double)) {
            throw new TemplateRuntimeError(Kind.OVERFLOW, "int too large to convert to float");
        }
        return result;
    }

    /** The value as an index or count. */
    public static long index(Object value, String what) {
        return switch (value) {
            case Long l -> l;
            case Boolean b -> b ? 1 : 0;
            case BigInteger big -> big.signum() < 0 ? Long.MIN_VALUE / 2 : Long.MAX_VALUE / 2;
            case Undefined undefined -> throw undefined.error();
            default ->
                throw TemplateRuntimeError.type(
                        what + ": '" + Values.typeName(value) + "' object cannot be interpreted as an integer");
        };
    }

    /** Decimal digits of an integer; Python refuses more than 4300. */
    public static String decimal(BigInteger value) {
        if (value.bitLength() > MOST_DIGITS * 3.33) {
            String digits =
                    value.bitLength() > MOST_DIGITS * 4 ? "" : value.abs().toString();
            if (digits.isEmpty() || digits.length() > MOST_DIGITS) {
                throw TemplateRuntimeError.value("Exceeds the limit (4300 digits) for integer string conversion;"
                        + " use sys.set_int_max_str_digits() to increase the limit");
            }
        }
        return value.toString();
    }

    /** As Python prints a float. */
    public static String repr(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        double magnitude = Math.abs(value);
        if (magnitude == 0) {
            return 1 / value < 0 ? "-0.0" : "0.0";
        }
        if (magnitude >= SMALLEST_PLAIN && magnitude < LARGEST_PLAIN) {
            if (magnitude >= 1e-3 && magnitude < 1e7) {
                return Double.toString(value);
            }
            String plain = new BigDecimal(Double.toString(value)).toPlainString();
            return plain.indexOf('.') < 0 ? plain + ".0" : plain;
        }
        String java = Double.toString(value);
        int e = java.indexOf('E');
        String digits = java.substring(0, e);
        int exponent = Integer.parseInt(java.substring(e + 1));
        return (digits.endsWith(".0") ? digits.substring(0, digits.length() - 2) : digits)
                + (exponent < 0 ? "e-" : "e+")
                + (Math.abs(exponent) < 10 ? "0" : "")
                + Math.abs(exponent);
    }

    /** Python's {@code int(text, base)}, or null if the text isn't one. */
    public static @Nullable Number parse(String raw, int base) {
        String text = strip(raw);
        boolean negative = text.startsWith("-");
        String digits = negative || text.startsWith("+") ? text.substring(1) : text;
        int radix = base;
        String lower = digits.length() > 1 ? digits.substring(0, 2).toLowerCase(java.util.Locale.ROOT) : "";
        int prefixed = lower.equals("0x") ? 16 : lower.equals("0o") ? 8 : lower.equals("0b") ? 2 : 0;
        if (prefixed != 0 && (base == prefixed || base == 0)) {
            digits = digits.substring(2);
            digits = digits.startsWith("_") ? digits.substring(1) : digits;
            radix = prefixed;
        } else if (base == 0) {
            radix = 10;
        }
        boolean malformed = digits.isEmpty()
                || digits.startsWith("_")
                || digits.endsWith("_")
                || digits.contains("__")
                || digits.startsWith("-")
                || digits.startsWith("+");
        if (malformed || digits.length() > MOST_DIGITS) {
            return null;
        }
        try {
            BigInteger value = new BigInteger(digits.replace("_", ""), radix);
            return shrink(negative ? value.negate() : value);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Python's {@code float(text)}, or null if the text isn't one. */
    public static @Nullable Double parseDouble(String raw) {
        String text = strip(raw);
        String lower = text.toLowerCase(java.util.Locale.ROOT);
        String unsigned = lower.startsWith("-") || lower.startsWith("+") ? lower.substring(1) : lower;
        double sign = lower.startsWith("-") ? -1 : 1;
        switch (unsigned) {
            case "inf", "infinity" -> {
                return sign * Double.POSITIVE_INFINITY;
            }
            case "nan" -> {
                return Double.NaN;
            }
            default -> {
                if (!unsigned.matches("(\\d+(_\\d+)*+\\.?(\\d+(_\\d+)*+)?+|\\.\\d+(_\\d+)*+)(e[+-]?\\d+(_\\d+)*+)?")) {
                    return null;
                }
                return sign * Double.parseDouble(unsigned.replace("_", ""));
            }
        }
    }

    private static String strip(String text) {
        int start = Blank.skip(text, 0);
        return text.substring(start, Math.max(start, Blank.skipBack(text, text.length())));
    }

    /** Python's {@code float(value)}; a TypeError or ValueError if it can't be. */
    public static double toDouble(Object value) {
        Number number = of(value);
        if (number != null) {
            return toDouble(number);
        }
        String text = value instanceof String s ? s : value instanceof SafeString safe ? safe.text() : null;
        if (text == null) {
            Undefined.refuse(value);
            throw TemplateRuntimeError.type(
                    "float() argument must be a string or a real number, not '" + Values.typeName(value) + "'");
        }
        Double parsed = parseDouble(text);
        if (parsed == null) {
            throw TemplateRuntimeError.value("could not convert string to float: " + Repr.of(text));
        }
        return parsed;
    }
}
