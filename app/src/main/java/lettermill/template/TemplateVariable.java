package lettermill.template;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A name a template expects in its context.
 *
 * @param required when true a letter without a value fails instead of going out with a hole in it
 * @param defaultValue what an optional variable is when nothing is given: text, number, boolean, list or map; null
 *     stands for the empty value of the type
 * @param description for the person who fills it in
 */
public record TemplateVariable(
        String name,
        Type type,
        boolean required,
        @JsonProperty("default") @Nullable Object defaultValue,
        @Nullable String description) {

    /** What kind of value is expected; a hint for people and forms, and it decides the empty value. */
    public enum Type {
        STRING,
        NUMBER,
        BOOLEAN,
        DATE,
        LIST,
        OBJECT
    }

    /** What an optional variable is when nothing is given for it; never null, which would print as "None". */
    Object valueWhenAbsent() {
        if (defaultValue != null) {
            return defaultValue;
        }
        return switch (type) {
            case LIST -> List.of();
            case OBJECT -> Map.of();
            case BOOLEAN -> false;
            case STRING, NUMBER, DATE -> "";
        };
    }
}
