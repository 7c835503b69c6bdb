package lettermill.jinja.method;

import java.math.BigInteger;
import lettermill.jinja.value.Callable;
import lettermill.jinja.value.Numbers;
import org.jspecify.annotations.Nullable;

/** The two methods of numbers that templates use. */
final class NumberMethods {
    private static final Methods<Number> METHODS = new Methods<Number>()
            .add("is_integer", "", (run, self, a) -> Numbers.toDouble(self) == Math.rint(Numbers.toDouble(self)))
            .add("bit_length", "", (run, self, a) ->
                    (long) Numbers.big(self).abs().bitLength());

    private NumberMethods() {}

    static @Nullable Callable of(Number number, String name) {
        boolean integer = number instanceof Long || number instanceof BigInteger;
        return name.equals("bit_length") && !integer ? null : METHODS.of(number, name);
    }
}
