package lettermill.jinja.method;

import lettermill.jinja.TemplateRuntimeError;
import lettermill.jinja.TemplateRuntimeError.Kind;

/** Python's arithmetic of floats. */
final class Reals {
    private Reals() {}

    static Object binary(String operator, double a, double b) {
        boolean divides = operator.startsWith("/") || operator.equals("%");
        if (divides && b == 0) {
            String reason = switch (operator) {
                case "/" -> "float division by zero";
                case "//" -> "float floor division by zero";
                default -> "float modulo";
            };
            throw new TemplateRuntimeError(Kind.ZERO_DIVISION, reason);
        }
        return switch (operator) {
            case "+" -> a + b;
            case "-" -> a - b;
            case "*" -> a * b;
            case "/" -> a / b;
            case "//" -> floorDivide(a, b);
            case "%" -> modulo(a, b);
            default -> power(a, b);
        };
    }

    private static double modulo(double a, double b) {
        double remainder = a % b;
        if (remainder == 0) {
            return Math.copySign(0.0, b);
        }
        return remainder < 0 != b < 0 ? remainder + b : remainder;
    }

    private static double floorDivide(double a, double b) {
        double remainder = a % b;
        double quotient = (a - remainder) / b;
        if (remainder != 0 && remainder < 0 != b < 0) {
            quotient -= 1;
        }
        if (quotient == 0) {
            return Math.copySign(0.0, a / b);
        }
        double floor = Math.floor(quotient);
        return quotient - floor > 0.5 ? floor + 1 : floor;
    }

    private static double power(double a, double b) {
        if (a == 0 && b < 0) {
            throw new TemplateRuntimeError(Kind.ZERO_DIVISION, "0.0 cannot be raised to a negative power");
        }
        if (a == 1 || b == 0) {
            return 1.0;
        }
        if (a < 0 && b != Math.rint(b) && !Double.isInfinite(a)) {
            throw TemplateRuntimeError.value("a negative number to a fractional power is a complex number");
        }
        double result = Math.abs(a) == 1 && Double.isInfinite(b) ? 1.0 : Math.pow(a, b);
        if (Double.isInfinite(result) && !Double.isInfinite(a) && !Double.isInfinite(b)) {
            throw new TemplateRuntimeError(Kind.OVERFLOW, "(34, 'Numerical result out of range')");
        }
        return result;
    }
}
