package lettermill.audience.filter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import lettermill.base.Problem;
import tools.jackson.databind.JsonNode;

/** Turns JSON into a checked tree; refusals name the place. One reader reads one filter. */
final class FilterReader {

    private static final int DEEPEST = 10;
    private static final int MOST_LEAVES = 200;
    private static final String SHAPE =
            "{\"and\": [...]}, {\"or\": [...]}, {\"not\": {...}} or {\"field\": ..., \"op\": ..., \"value\": ...}";
    private static final String ATTRIBUTE_PREFIX = "attributes.";
    private static final Set<String> LEAF_WORDS = Set.of("field", "op", "value");

    private int leaves;

    FilterNode read(String place, JsonNode json) {
        return node(place, json, 1);
    }

    private FilterNode node(String place, JsonNode json, int depth) {
        if (!json.isObject() || json.isEmpty()) {
            throw new Problem.Invalid(place, "not a filter", SHAPE);
        }
        if (depth > DEEPEST) {
            throw new Problem.Invalid(place, "nested too deep", "at most " + DEEPEST + " levels");
        }
        if (json.has("field")) {
            return leaf(place, json);
        }
        String word = json.propertyNames().iterator().next();
        JsonNode content = json.get(word);
        if (json.size() != 1) {
            throw new Problem.Invalid(place, "more than one of and, or, not at one place", SHAPE);
        }
        return switch (word) {
            case "and" -> new FilterNode.And(parts(place + ".and", content, depth));
            case "or" -> new FilterNode.Or(parts(place + ".or", content, depth));
            case "not" -> new FilterNode.Not(node(place + ".not", content, depth + 1));
            default -> throw new Problem.Invalid(place, "neither and, or, not nor a field", SHAPE);
        };
    }

    private List<FilterNode> parts(String place, JsonNode json, int depth) {
        if (!json.isArray() || json.isEmpty()) {
            throw new Problem.Invalid(place, "not a list of filters", "a list with at least one filter");
        }
        List<FilterNode> parts = new ArrayList<>();
        for (JsonNode part : json) {
            parts.add(node(place + "[" + parts.size() + "]", part, depth + 1));
        }
        return List.copyOf(parts);
    }

    private FilterNode leaf(String place, JsonNode json) {
        if (++leaves > MOST_LEAVES) {
            throw new Problem.Invalid(place, "too many conditions", "at most " + MOST_LEAVES);
        }
        for (String word : json.propertyNames()) {
            if (!LEAF_WORDS.contains(word)) {
                throw new Problem.Invalid(place, "an unknown word in a condition", "field, op and value");
            }
        }
        String name = text(place + ".field", json.get("field"));
        Field field = field(place + ".field", name);
        Operator operator = operator(place + ".op", field, json.path("op"));
        Operand operand = new OperandReader(place + ".value", field).read(operator, json.path("value"));
        String key = field == Field.ATTRIBUTES ? name.substring(ATTRIBUTE_PREFIX.length()) : "";
        return new FilterNode.Leaf(field, key, operator, operand);
    }

    private static Field field(String place, String name) {
        if (name.startsWith(ATTRIBUTE_PREFIX) && name.length() > ATTRIBUTE_PREFIX.length()) {
            return Field.ATTRIBUTES;
        }
        return Arrays.stream(Field.values())
                .filter(field -> field != Field.ATTRIBUTES && field.word().equals(name))
                .findFirst()
                .orElseThrow(() -> new Problem.Invalid(
                        place,
                        "not a field",
                        "attributes.<name>, "
                                + Arrays.stream(Field.values())
                                        .filter(field -> field != Field.ATTRIBUTES)
                                        .map(Field::word)
                                        .collect(Collectors.joining(", "))));
    }

    private static Operator operator(String place, Field field, JsonNode json) {
        String word = text(place, json).toUpperCase(Locale.ROOT);
        return field.operators().stream()
                .filter(operator -> operator.name().equals(word))
                .findFirst()
                .orElseThrow(() -> new Problem.Invalid(
                        place,
                        "not an operator for " + field.word(),
                        field.operators().stream().map(Operator::name).collect(Collectors.joining(", "))));
    }

    private static String text(String place, JsonNode json) {
        if (json == null || !json.isString() || json.asString().length() > 200) {
            throw new Problem.Invalid(place, "not a text", "a text of at most 200 characters");
        }
        return json.asString();
    }
}
