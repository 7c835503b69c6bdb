package lettermill.audience.filter;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** The value of a leaf, of the type its operator wants. */
sealed interface Operand {

    /** For EXISTS and the like. */
    record None() implements Operand {}

    record Text(String value) implements Operand {}

    record Texts(List<String> values) implements Operand {}

    record Number(BigDecimal value) implements Operand {}

    record Bool(boolean value) implements Operand {}

    record Time(Instant value) implements Operand {}

    record Days(int value) implements Operand {}
}
