package lettermill.audience.filter;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import lettermill.audience.SubscriberStatus;
import lettermill.base.Problem;
import tools.jackson.databind.JsonNode;

/** Reads the value of a leaf as the type its operator wants. */
final class OperandReader {

    private static final int MOST_VALUES = 1_000;
    private static final int LONGEST_TEXT = 1_000;
    private static final int MOST_DAYS = 3_650;
    private static final double LARGEST = 1e30;

    private final String place;
    private final Field field;

    OperandReader(String place, Field field) {
        this.place = place;
        this.field = field;
    }

    Operand read(Operator operator, JsonNode json) {
        return switch (operator) {
            case EQUALS, NOT_EQUALS -> scalar(json);
            case IN, NOT_IN -> texts(json);
            case CONTAINS, STARTS_WITH, ENDS_WITH -> new Operand.Text(text(json));
            case GREATER, GREATER_OR_EQUAL, LESS, LESS_OR_EQUAL -> number(json);
            case BEFORE, AFTER -> new Operand.Time(time(json));
            case WITHIN_DAYS, NOT_WITHIN_DAYS -> days(json);
            case EXISTS, MISSING -> none(json);
        };
    }

    private Operand scalar(JsonNode json) {
        if (field == Field.ATTRIBUTES && json.isNumber()) {
            return number(json);
        }
        if (field == Field.ATTRIBUTES && json.isBoolean()) {
            return new Operand.Bool(json.asBoolean());
        }
        return isSet() ? new Operand.Texts(List.of(text(json))) : new Operand.Text(text(json));
    }

    /** Fields with several values a person; for them EQUALS is IN with one. */
    private boolean isSet() {
        return field == Field.LIST || field == Field.TAG || field == Field.CATEGORY || field == Field.STATUS;
    }

    private Operand texts(JsonNode json) {
        if (!json.isArray() || json.isEmpty() || json.size() > MOST_VALUES) {
            throw new Problem.Invalid(place, "not a list of values", "a list of 1 to " + MOST_VALUES + " texts");
        }
        List<String> values = new ArrayList<>();
        for (JsonNode value : json) {
            values.add(text(value));
        }
        return new Operand.Texts(List.copyOf(values));
    }

    private String text(JsonNode json) {
        if (!json.isString() || json.asString().length() > LONGEST_TEXT) {
            throw new Problem.Invalid(place, "not a text", "a text of at most " + LONGEST_TEXT + " characters");
        }
        String text = json.asString();
        return switch (field) {
            case STATUS -> status(text);
            case LIST, CATEGORY -> id(text);
            default -> text;
        };
    }

    private String status(String text) {
        for (SubscriberStatus status : SubscriberStatus.values()) {
            if (status.name().equalsIgnoreCase(text)) {
                return status.name();
            }
        }
        throw new Problem.Invalid(place, "not a status", "PENDING, ACTIVE, UNSUBSCRIBED, BOUNCED or COMPLAINED");
    }

    private String id(String text) {
        try {
            return UUID.fromString(text).toString();
        } catch (IllegalArgumentException malformed) {
            throw new Problem.Invalid(
                    place, "not an id", "the id of a " + field.word().toLowerCase(Locale.ROOT));
        }
    }

    private Operand number(JsonNode json) {
        // A huge exponent would make PostgreSQL's numeric, and the statement, huge.
        boolean finite = json.isNumber()
                && Math.abs(json.doubleValue()) < LARGEST
                && json.decimalValue().scale() <= 100;
        if (!finite) {
            throw new Problem.Invalid(place, "not a number", "a number below 1e30");
        }
        return new Operand.Number(json.decimalValue());
    }

    private Operand days(JsonNode json) {
        if (!json.isIntegralNumber() || !json.canConvertToInt() || json.asInt() < 1 || json.asInt() > MOST_DAYS) {
            throw new Problem.Invalid(place, "not a number of days", "a whole number from 1 to " + MOST_DAYS);
        }
        return new Operand.Days(json.asInt());
    }

    private Operand none(JsonNode json) {
        if (!json.isMissingNode() && !json.isNull()) {
            throw new Problem.Invalid(place, "this operator takes no value", "leave value out");
        }
        return new Operand.None();
    }

    private Instant time(JsonNode json) {
        String text = json.isString() ? json.asString() : "";
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException malformed) {
            throw new Problem.Invalid(
                    place, "not a time", "a date such as 2026-01-31 or a time such as 2026-01-31T09:00:00Z");
        }
    }
}
