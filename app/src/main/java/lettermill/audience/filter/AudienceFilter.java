package lettermill.audience.filter;

import com.fasterxml.jackson.annotation.JsonValue;
import lettermill.base.Problem;
import tools.jackson.databind.JsonNode;

/**
 * A checked filter. In JSON it is a tree: {@code {"and": [...]}}, {@code {"or": [...]}}, {@code {"not": {...}}}, and as
 * leaves {@code {"field": "attributes.plan", "op": "EQUALS", "value": "pro"}}; the fields and their operators stand in
 * {@link Field} and {@link Operator}.
 */
public final class AudienceFilter {

    private final JsonNode json;
    private final FilterNode root;

    private AudienceFilter(JsonNode json, FilterNode root) {
        this.json = json;
        this.root = root;
    }

    /**
     * Reads a filter out of a request.
     *
     * @param field the request's field that holds it; refusals name the place within, such as {@code filters.and[1].op}
     * @throws Problem.Invalid for anything that is no filter, deeper than 10 or larger than 200 leaves
     */
    public static AudienceFilter read(String field, JsonNode json) {
        return new AudienceFilter(json, new FilterReader().read(field, json));
    }

    /** The filter as it was given, to store and to show. */
    @JsonValue
    public JsonNode json() {
        return json;
    }

    FilterNode root() {
        return root;
    }
}
