package lettermill.audience.filter;

import static lettermill.audience.filter.Operator.*;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What a leaf asks about, and the operators that make sense for it. */
enum Field {
    EMAIL(EnumSet.of(EQUALS, NOT_EQUALS, IN, NOT_IN, CONTAINS, STARTS_WITH, ENDS_WITH)),
    NAME(EnumSet.of(EQUALS, NOT_EQUALS, IN, NOT_IN, CONTAINS, STARTS_WITH, ENDS_WITH)),
    DOMAIN(EnumSet.of(EQUALS, NOT_EQUALS, IN, NOT_IN, CONTAINS, STARTS_WITH, ENDS_WITH)),
    STATUS(EnumSet.of(EQUALS, NOT_EQUALS, IN, NOT_IN)),
    CREATED_AT(EnumSet.of(BEFORE, AFTER, WITHIN_DAYS, NOT_WITHIN_DAYS)),
    /** A list's id. */
    LIST(EnumSet.of(EQUALS, NOT_EQUALS, IN, NOT_IN)),
    TAG(EnumSet.of(EQUALS, NOT_EQUALS, IN, NOT_IN)),
    /** A category's id; EQUALS and IN find those who have not opted out of it. */
    CATEGORY(EnumSet.of(EQUALS, NOT_EQUALS, IN, NOT_IN)),
    /** When a mail was last sent to them. */
    SENT(EnumSet.of(WITHIN_DAYS, NOT_WITHIN_DAYS, EXISTS, MISSING)),
    /** When they, and not a machine, opened a mail. */
    OPENED(EnumSet.of(WITHIN_DAYS, NOT_WITHIN_DAYS, EXISTS, MISSING)),
    CLICKED(EnumSet.of(WITHIN_DAYS, NOT_WITHIN_DAYS, EXISTS, MISSING)),
    /** Written {@code attributes.plan}. */
    ATTRIBUTES(EnumSet.allOf(Operator.class));

    private final Set<Operator> operators;

    Field(Set<Operator> operators) {
        this.operators = operators;
    }

    Set<Operator> operators() {
        return operators;
    }

    /** The field's name in JSON. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
