package lettermill.jinja.method;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import lettermill.jinja.TemplateRuntimeError;
import lettermill.jinja.value.Numbers;

/** Numbers as text with the types of C's printf: d x o b, f e g and their capitals, without sign. */
public final class NumberFormat {
    private static final int MOST_DIGITS = 1000;
    private static final int STANDARD_PRECISION = 6;

    private NumberFormat() {}

    /** The magnitude in base 10, 16, 8 or 2, with 0x, 0o or 0b if {@code alternate}. */
    static String integer(BigInteger value, char type, boolean alternate) {
        BigInteger magnitude = value.abs();
        return switch (type) {
            case 'x' -> (alternate ? "0x" : "") + magnitude.toString(16);
            case 'X' -> (alternate ? "0X" : "") + Strings.upper(magnitude.toString(16));
            case 'o' -> (alternate ? "0o" : "") + magnitude.toString(8);
            case 'b' -> (alternate ? "0b" : "") + magnitude.toString(2);
            default -> Numbers.decimal(magnitude);
        };
    }

    /** The magnitude of a float; {@code precision} -1 for the type's own. */
    public static String real(double value, char type, int precision, boolean alternate) {
        if (precision > MOST_DIGITS) {
            throw TemplateRuntimeError.value("precision too big");
        }
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            String name = Double.isNaN(value) ? "nan" : "inf";
            return Character.isUpperCase(type) ? Strings.upper(name) : name;
        }
        int digits = precision < 0 ? STANDARD_PRECISION : precision;
        BigDecimal exact = new BigDecimal(Math.abs(value));
        String text = switch (type) {
            case 'e', 'E' -> scientific(exact, digits, alternate);
            case 'g', 'G' -> general(exact, Math.max(1, digits), alternate, false);
            default -> fixed(exact, digits) + (alternate && digits == 0 ? "." : "");
        };
        return Character.isUpperCase(type) ? Strings.upper(text) : text;
    }

    /** The magnitude with {@code precision} significant digits, always with a fraction or exponent. */
    static String shortened(double value, int precision) {
        return general(new BigDecimal(Math.abs(value)), Math.max(1, precision), false, true);
    }

    /** With {@code digits} behind the point, rounded half to even. */
    static String fixed(BigDecimal exact, int digits) {
        return exact.setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
    }

    private static int exponent(BigDecimal rounded) {
        return rounded.signum() == 0 ? 0 : rounded.precision() - rounded.scale() - 1;
    }

    private static String scientific(BigDecimal exact, int digits, boolean alternate) {
        BigDecimal rounded = exact.round(new MathContext(digits + 1, RoundingMode.HALF_EVEN));
        int exponent = exponent(rounded);
        String mantissa = fixed(rounded.movePointLeft(exponent), digits) + (alternate && digits == 0 ? "." : "");
        return mantissa + exponentText(exponent);
    }

    private static String exponentText(int exponent) {
        int magnitude = Math.abs(exponent);
        return (exponent < 0 ? "e-" : "e+") + (magnitude < 10 ? "0" : "") + magnitude;
    }

    private static String general(BigDecimal exact, int digits, boolean alternate, boolean fraction) {
        BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
        int exponent = exponent(rounded);
        if (exponent < -4 || exponent >= digits) {
            String mantissa = fixed(rounded.movePointLeft(exponent), digits - 1);
            return (alternate ? mantissa : stripZeros(mantissa)) + exponentText(exponent);
        }
        String text = fixed(rounded, Math.max(0, digits - 1 - exponent));
        text = alternate ? text : stripZeros(text);
        return fraction && text.indexOf('.') < 0 ? text + ".0" : text;
    }

    private static String stripZeros(String text) {
        if (text.indexOf('.') < 0) {
            return text;
        }
        int end = text.length();
        while (text.charAt(end - 1) == '0') {
            end--;
        }
        return text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
    }
}
