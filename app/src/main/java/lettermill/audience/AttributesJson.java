package lettermill.audience;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** A person's attributes on their way into and out of a JSONB column: an open-ended object by its nature. */
@Component
public class AttributesJson {

    private static final TypeReference<Map<String, @Nullable Object>> OBJECT = new TypeReference<>() {};

    private final JsonMapper json;

    AttributesJson(JsonMapper json) {
        this.json = json;
    }

    /** Maps, lists, strings, numbers, booleans and nulls, in the order of the column. */
    public Map<String, @Nullable Object> read(String column) {
        return json.readValue(column, OBJECT);
    }

    /** The text to store. */
    public String write(Map<String, @Nullable Object> attributes) {
        return json.writeValueAsString(attributes);
    }

    /** One value as JSON text, for a place that holds no structure, such as a cell of a CSV file. */
    public String writeValue(Object value) {
        return json.writeValueAsString(value);
    }
}
