package lettermill.jinja.builtin;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import lettermill.jinja.TemplateRuntimeError;
import lettermill.jinja.TemplateRuntimeError.Kind;
import lettermill.jinja.method.Arithmetic;
import lettermill.jinja.method.NumberFormat;
import lettermill.jinja.method.Parameters.Bound;
import lettermill.jinja.value.None;
import lettermill.jinja.value.Numbers;
import lettermill.jinja.value.Run;
import lettermill.jinja.value.Text;
import lettermill.jinja.value.Undefined;
import lettermill.jinja.value.Values;

/** Filters of numbers. */
final class NumberFilters {
    private static final int MOST_DIGITS = 400;

    private NumberFilters() {}

    static void register(Registry registry) {
        registry.filter("abs", "", (run, value, a) -> abs(value))
                .filter("int", "default?,base?", (run, value, a) -> integer(value, a.get(0, 0L), a))
                .filter("float", "default?", (run, value, a) -> real(value, a.get(0, 0.0)))
                .filter("round", "precision?,method?", NumberFilters::round)
                .filter("filesizeformat", "binary?", (run, value, a) -> fileSize(value, a.flag(0, false)));
    }

    private static Object abs(Object value) {
        Number number = Numbers.of(value);
        if (number == null) {
            Undefined.refuse(value);
            throw TemplateRuntimeError.type("bad operand type for abs(): '" + Values.typeName(value) + "'");
        }
        boolean negative = number.doubleValue() < 0 || number.equals(-0.0);
        return negative ? Arithmetic.sign("-", number) : number;
    }

    private static Object integer(Object value, Object otherwise, Bound a) {
        String text = Text.orNull(value);
        if (text != null) {
            long base = a.integer(1, 10);
            if (base != 0 && (base < 2 || base > 36)) {
                return otherwise;
            }
            Number parsed = Numbers.parse(text, (int) base);
            if (parsed != null) {
                return parsed;
            }
            Double real = Numbers.parseDouble(text);
            return real == null || real.isNaN() || real.isInfinite() ? otherwise : truncate(real);
        }
        Number number = Numbers.of(value);
        if (number == null) {
            Undefined.refuse(value);
            return otherwise;
        }
        if (number instanceof BigDecimal decimal) {
            return Math.abs((long) decimal.scale()) > MOST_DIGITS ? otherwise : Numbers.shrink(decimal.toBigInteger());
        }
        if (number instanceof Double d) {
            if (d.isInfinite()) {
                throw new TemplateRuntimeError(Kind.OVERFLOW, "cannot convert float infinity to integer");
            }
            return d.isNaN() ? otherwise : truncate(d);
        }
        return number;
    }

    private static Number truncate(double value) {
        return Math.abs(value) < 1L << 52
                ? (Number) (long) value
                : Numbers.shrink(new BigDecimal(value).toBigInteger());
    }

    private static Object real(Object value, Object otherwise) {
        Number number = Numbers.of(value);
        if (number != null) {
            return Numbers.toDouble(number);
        }
        Undefined.refuse(value);
        String text = Text.orNull(value);
        Double parsed = text == null ? null : Numbers.parseDouble(text);
        return parsed == null ? otherwise : parsed;
    }

    private static Object round(Run run, Object value, Bound a) {
        String method = a.get(1) == None.NONE ? "common" : Text.of(a.get(1));
        int precision = (int) Math.max(-MOST_DIGITS, Math.min(MOST_DIGITS, a.integer(0, 0)));
        if (!method.equals("common") && !method.equals("ceil") && !method.equals("floor")) {
            throw new TemplateRuntimeError(Kind.FILTER_ARGUMENT, "method must be common, ceil or floor");
        }
        Number number = Numbers.of(value);
        if (number == null) {
            Undefined.refuse(value);
            throw TemplateRuntimeError.type("type " + Values.typeName(value) + " doesn't define __round__ method");
        }
        if (!method.equals("common")) {
            Object factor = Arithmetic.binary(run, "**", 10L, (long) precision);
            Object scaled = Arithmetic.binary(run, "*", number, factor);
            Object whole = scaled instanceof Double d
                    ? (Object) truncate(method.equals("ceil") ? Math.ceil(finite(d)) : Math.floor(finite(d)))
                    : scaled instanceof BigDecimal d
                            ? Numbers.shrink(
                                    d.setScale(0, method.equals("ceil") ? RoundingMode.CEILING : RoundingMode.FLOOR)
                                            .toBigInteger())
                            : scaled;
            return Arithmetic.binary(run, "/", whole, factor);
        }
        return switch (number) {
            case Double d ->
                d.isNaN() || d.isInfinite()
                        ? d
                        : (Object) Math.copySign(
                                new BigDecimal(d)
                                        .setScale(precision, RoundingMode.HALF_EVEN)
                                        .doubleValue(),
                                d);
            case BigDecimal d -> d.setScale(precision, RoundingMode.HALF_EVEN);
            default ->
                precision >= 0
                        ? number
                        : Numbers.shrink(new BigDecimal(Numbers.big(number))
                                .setScale(precision, RoundingMode.HALF_EVEN)
                                .toBigInteger());
        };
    }

    private static double finite(double value) {
        if (Double.isNaN(value)) {
            throw TemplateRuntimeError.value("cannot convert float NaN to integer");
        }
        if (Double.isInfinite(value)) {
            throw new TemplateRuntimeError(Kind.OVERFLOW, "cannot convert float infinity to integer");
        }
        return value;
    }

    private static Object fileSize(Object value, boolean binary) {
        double bytes = Numbers.toDouble(value);
        int base = binary ? 1024 : 1000;
        if (bytes == 1) {
            return "1 Byte";
        }
        if (bytes < base) {
            return truncate(finite(bytes)) + " Bytes";
        }
        String prefixes = "kMGTPEZY";
        BigInteger unit = BigInteger.valueOf(base);
        for (int i = 0; i < prefixes.length(); i++) {
            unit = unit.multiply(BigInteger.valueOf(base));
            if (bytes < unit.doubleValue() || i == prefixes.length() - 1) {
                String prefix = prefixes.substring(i, i + 1);
                prefix = binary ? (i == 0 ? "K" : prefix) + "i" : prefix;
                double amount = base * bytes / unit.doubleValue();
                return (amount < 0 ? "-" : "") + NumberFormat.real(amount, 'f', 1, false) + " " + prefix + "B";
            }
        }
        throw new IllegalStateException("the last prefix fits every size");
    }
}
