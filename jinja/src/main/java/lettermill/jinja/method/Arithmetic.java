package lettermill.jinja.method;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import lettermill.jinja.SafeString;
import lettermill.jinja.TemplateRuntimeError;
import lettermill.jinja.TemplateRuntimeError.Kind;
import lettermill.jinja.value.Iteration;
import lettermill.jinja.value.MutableList;
import lettermill.jinja.value.Numbers;
import lettermill.jinja.value.Range;
import lettermill.jinja.value.Run;
import lettermill.jinja.value.Text;
import lettermill.jinja.value.Tuple;
import lettermill.jinja.value.Undefined;
import lettermill.jinja.value.Values;
import org.jspecify.annotations.Nullable;

/** Python's arithmetic operators; text and lists included where Python has them. */
public final class Arithmetic {
    private Arithmetic() {}

    /** {@code left operator right}. */
    public static Object binary(Run run, String operator, Object left, Object right) {
        if (left instanceof Long a && right instanceof Long b) {
            Object quick = longs(operator, a, b);
            if (quick != null) {
                return quick;
            }
        }
        Number a = Numbers.of(left);
        Number b = Numbers.of(right);
        if (a != null && b != null) {
            return numbers(operator, a, b);
        }
        Object result = switch (operator) {
            case "+" -> add(run, left, right);
            case "*" -> multiply(run, left, right);
            case "%" -> Text.isText(left) ? PercentFormat.apply(run, left, right) : null;
            default -> null;
        };
        if (result != null) {
            return result;
        }
        throw unsupported(operator, left, right);
    }

    private static RuntimeException unsupported(String operator, Object left, Object right) {
        if (left instanceof Undefined undefined) {
            return undefined.error();
        }
        if (right instanceof Undefined undefined) {
            return undefined.error();
        }
        if (operator.equals("+") && Text.isText(left)) {
            return TemplateRuntimeError.type(
                    "can only concatenate str (not \"" + Values.typeName(right) + "\") to str");
        }
        if (operator.equals("+") && left instanceof List<?>) {
            String type = Values.typeName(left);
            return TemplateRuntimeError.type(
                    "can only concatenate " + type + " (not \"" + Values.typeName(right) + "\") to " + type);
        }
        if (operator.equals("*") && (isRepeatable(left) || isRepeatable(right))) {
            String type = Values.typeName(isRepeatable(left) ? right : left);
            return TemplateRuntimeError.type("can't multiply sequence by non-int of type '" + type + "'");
        }
        String name = operator.equals("**") ? "** or pow()" : operator;
        return TemplateRuntimeError.type("unsupported operand type(s) for " + name + ": '" + Values.typeName(left)
                + "' and '" + Values.typeName(right) + "'");
    }

    private static @Nullable Object longs(String operator, long a, long b) {
        switch (operator) {
            case "+" -> {
                long sum = a + b;
                return ((a ^ sum) & (b ^ sum)) < 0 ? null : (Object) sum;
            }
            case "-" -> {
                long difference = a - b;
                return ((a ^ b) & (a ^ difference)) < 0 ? null : (Object) difference;
            }
            case "*" -> {
                long high = Math.multiplyHigh(a, b);
                long low = a * b;
                return high == 0 && low >= 0 || high == -1 && low < 0 ? (Object) low : null;
            }
            case "//" -> {
                return b == 0 || a == Long.MIN_VALUE ? null : (Object) Math.floorDiv(a, b);
            }
            case "%" -> {
                return b == 0 ? null : (Object) Math.floorMod(a, b);
            }
            default -> {
                return null;
            }
        }
    }

    private static Object numbers(String operator, Number a, Number b) {
        if (a instanceof BigDecimal || b instanceof BigDecimal) {
            if (!(a instanceof Double) && !(b instanceof Double)) {
                return decimals(operator, decimal(a), decimal(b));
            }
        } else if (!(a instanceof Double) && !(b instanceof Double)) {
            return integers(operator, Numbers.big(a), Numbers.big(b));
        }
        return Reals.binary(operator, Numbers.toDouble(a), Numbers.toDouble(b));
    }

    private static BigDecimal decimal(Number n) {
        return n instanceof BigDecimal d ? d : new BigDecimal(Numbers.big(n));
    }

    private static Object integers(String operator, BigInteger a, BigInteger b) {
        boolean divides = operator.startsWith("/") || operator.equals("%");
        if (divides && b.signum() == 0) {
            throw new TemplateRuntimeError(
                    Kind.ZERO_DIVISION,
                    operator.equals("/") ? "division by zero" : "integer division or modulo by zero");
        }
        return switch (operator) {
            case "+" -> Numbers.shrink(Numbers.bounded(a.add(b)));
            case "-" -> Numbers.shrink(Numbers.bounded(a.subtract(b)));
            case "*" -> Numbers.shrink(Numbers.bounded(a.multiply(b)));
            case "/" -> divide(a, b);
            case "//" -> Numbers.shrink(floorDivide(a, b));
            case "%" -> Numbers.shrink(a.subtract(floorDivide(a, b).multiply(b)));
            default -> power(a, b);
        };
    }

    private static double divide(BigInteger a, BigInteger b) {
        if (a.bitLength() < 53 && b.bitLength() < 53) {
            return a.doubleValue() / b.doubleValue();
        }
        double quotient =
                new BigDecimal(a).divide(new BigDecimal(b), new MathContext(40)).doubleValue();
        if (Double.isInfinite(quotient)) {
            throw new TemplateRuntimeError(Kind.OVERFLOW, "integer division result too large for a float");
        }
        return quotient;
    }

    private static BigInteger floorDivide(BigInteger a, BigInteger b) {
        BigInteger[] parts = a.divideAndRemainder(b);
        boolean below = parts[1].signum() != 0 && parts[1].signum() != b.signum();
        return below ? parts[0].subtract(BigInteger.ONE) : parts[0];
    }

    private static Object power(BigInteger a, BigInteger b) {
        if (b.signum() < 0) {
            return Reals.binary("**", Numbers.toDouble((Number) a), Numbers.toDouble((Number) b));
        }
        if (a.bitLength() <= 1 && a.abs().compareTo(BigInteger.ONE) <= 0) {
            boolean negative = a.signum() < 0 && !b.testBit(0);
            return b.signum() == 0 ? 1L : Numbers.shrink(negative ? a.negate() : a);
        }
        return Numbers.shrink(Numbers.power(a, b));
    }

    private static Object decimals(String operator, BigDecimal a, BigDecimal b) {
        MathContext digits = new MathContext(28, RoundingMode.HALF_EVEN);
        if ((operator.startsWith("/") || operator.equals("%")) && b.signum() == 0) {
            throw new TemplateRuntimeError(Kind.ZERO_DIVISION, "division by zero");
        }
        Numbers.bounded(a);
        Numbers.bounded(b);
        return switch (operator) {
            case "+" -> a.add(b, digits);
            case "-" -> a.subtract(b, digits);
            case "*" -> a.multiply(b, digits);
            case "/" -> a.divide(b, digits);
            case "//" -> a.divideToIntegralValue(b);
            case "%" -> a.remainder(b);
            default -> Reals.binary(operator, a.doubleValue(), b.doubleValue());
        };
    }

    private static @Nullable Object add(Run run, Object left, Object right) {
        String a = Text.orNull(left);
        String b = left instanceof SafeString && Text.isSafe(right) ? Text.of(right) : Text.orNull(right);
        if (a != null && b != null) {
            boolean safe = left instanceof SafeString || right instanceof SafeString;
            String first = safe ? Text.escaped(left) : a;
            String second = safe ? Text.escaped(right) : b;
            run.charge((long) first.length() + second.length());
            return safe ? new SafeString(first + second) : first + second;
        }
        if (left instanceof Tuple x && right instanceof Tuple y) {
            run.chargeElements((long) x.size() + y.size());
            MutableList joined = new MutableList(x);
            joined.addAll(y);
            return new Tuple(joined.toArray());
        }
        boolean lists = isList(left) && isList(right);
        if (lists) {
            MutableList joined = Iteration.list(run, left);
            joined.addAll(Iteration.list(run, right));
            return joined;
        }
        return null;
    }

    private static boolean isList(Object value) {
        return value instanceof List<?> && !(value instanceof Tuple) && !(value instanceof Range);
    }

    private static boolean isRepeatable(Object value) {
        return Text.isText(value) || value instanceof List<?> && !(value instanceof Range);
    }

    private static @Nullable Object multiply(Run run, Object left, Object right) {
        Object sequence = Numbers.isInteger(left) ? right : left;
        Object factor = sequence == left ? right : left;
        if (!isRepeatable(sequence) || !Numbers.isInteger(factor)) {
            return null;
        }
        if (factor instanceof BigInteger) {
            throw new TemplateRuntimeError(Kind.OVERFLOW, "cannot fit 'int' into an index-sized integer");
        }
        long times = Math.max(0, Numbers.index(factor, "*"));
        String text = Text.orNull(sequence);
        if (text != null) {
            run.charge(product(text.length(), times));
            return Text.like(sequence, text.repeat(text.isEmpty() ? 0 : (int) times));
        }
        List<?> list = (List<?>) sequence;
        run.chargeElements(product(list.size(), times));
        MutableList result = new MutableList();
        for (long i = 0; i < times && !list.isEmpty(); i++) {
            list.forEach(item -> result.add(Values.of(item)));
        }
        return sequence instanceof Tuple ? new Tuple(result.toArray()) : result;
    }

    /** The product of two sizes, or a number beyond every budget. */
    private static long product(long size, long times) {
        long product = size * times;
        return Math.multiplyHigh(size, times) != 0 || product < 0 ? Long.MAX_VALUE / 4 : product;
    }

    /** {@code -value} or {@code +value}. */
    public static Object sign(String operator, Object value) {
        Number number = Numbers.of(value);
        if (number == null) {
            Undefined.refuse(value);
            throw TemplateRuntimeError.type(
                    "bad operand type for unary " + operator + ": '" + Values.typeName(value) + "'");
        }
        if (operator.equals("+")) {
            return number;
        }
        return switch (number) {
            case Double d -> -d;
            case BigDecimal d -> d.negate();
            default -> Numbers.shrink(Numbers.big(number).negate());
        };
    }
}
