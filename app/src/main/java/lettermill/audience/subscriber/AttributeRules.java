package lettermill.audience.subscriber;

import java.util.Map;
import java.util.Objects;
import lettermill.base.Problem;
import org.jspecify.annotations.Nullable;

/** What attributes may look like: text that PostgreSQL can hold, of a size that fits into a mail. */
final class AttributeRules {

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_VALUE = 10_000;

    private AttributeRules() {}

    /**
     * Checks attributes of a request.
     *
     * @throws Problem.Invalid on the attribute
     */
    static void check(Map<String, @Nullable Object> attributes) {
        attributes.forEach((name, value) -> {
            String text = Objects.toString(value, "");
            if (name.isBlank() || name.length() > LONGEST_NAME || !storable(name)) {
                throw new Problem.Invalid(
                        "attributes", "a name is empty or too long", "names of 1 to " + LONGEST_NAME + " characters");
            }
            if (text.length() > LONGEST_VALUE || !storable(text)) {
                throw new Problem.Invalid(
                        "attributes." + name, "too long, or not text", "at most " + LONGEST_VALUE + " characters");
            }
        });
    }

    private static boolean storable(String text) {
        return text.codePoints().noneMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE);
    }
}
