package lettermill.audience.filter;

import java.util.List;

/** A checked filter tree. */
sealed interface FilterNode {

    record And(List<FilterNode> parts) implements FilterNode {}

    record Or(List<FilterNode> parts) implements FilterNode {}

    record Not(FilterNode part) implements FilterNode {}

    /**
     * One question about a person.
     *
     * @param key the attribute's name, empty for other fields
     */
    record Leaf(Field field, String key, Operator operator, Operand operand) implements FilterNode {}
}
