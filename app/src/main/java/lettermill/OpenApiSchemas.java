package lettermill;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;

/**
 * What the records of the API say about themselves, said in its description: each has one name of its own, what may be null
 * is marked so, and an answer always has all of its properties.
 */
class OpenApiSchemas extends TypeNameResolver implements OpenApiCustomizer {

    /** One for all, because swagger-core keeps the resolvers of the first application of a JVM and asks no later one. */
    private static final Map<String, Class<?>> NAMED = new ConcurrentHashMap<>();

    /** A nested type is named after the one it stands in: {@code TestSend.Request} is TestSendRequest. */
    @Override
    protected String nameForClass(Class<?> type, Set<Options> options) {
        String own = type.getSimpleName();
        Class<?> outer = type.getEnclosingClass();
        String stem = outer == null ? "" : outer.getSimpleName().replaceFirst("(Controller|Service|s)$", "");
        String name = own.contains(stem) ? own : stem + own;
        Class<?> other = NAMED.putIfAbsent(name, type);
        if (other != null && other != type) {
            throw new IllegalStateException(other + " and " + type + " have the same name in the API's description");
        }
        return name;
    }

    @Override
    public void customise(OpenAPI description) {
        Map<String, Schema<?>> schemas = new TreeMap<>();
        description.getComponents().getSchemas().forEach((name, schema) -> schemas.put(name, schema));
        Set<String> asked = asked(description, schemas);
        schemas.forEach((name, schema) -> {
            Map<String, RecordComponent> components = new TreeMap<>();
            Class<?> type = NAMED.get(name);
            if (type != null && type.isRecord()) {
                collect(type, components);
            }
            complete(schema, components, asked.contains(name));
        });
    }

    /** The names of all types that a request's body may hold. */
    private static Set<String> asked(OpenAPI description, Map<String, Schema<?>> schemas) {
        List<Schema<?>> open = new ArrayList<>();
        description.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .filter(operation -> operation.getRequestBody() != null)
                .flatMap(operation -> operation.getRequestBody().getContent().values().stream())
                .filter(body -> body.getSchema() != null)
                .forEach(body -> open.add(body.getSchema()));
        Set<String> names = new HashSet<>();
        while (!open.isEmpty()) {
            Schema<?> schema = open.removeLast();
            String reference = schema.get$ref();
            String name = reference == null ? "" : reference.substring(reference.lastIndexOf('/') + 1);
            if (schemas.containsKey(name) && names.add(name)) {
                open.add(schemas.get(name));
            }
            parts(schema).forEach(open::add);
        }
        return names;
    }

    private static Stream<Schema<?>> parts(Schema<?> schema) {
        List<Schema<?>> parts = new ArrayList<>();
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(parts::add);
        }
        if (schema.getItems() != null) {
            parts.add(schema.getItems());
        }
        if (schema.getOneOf() != null) {
            schema.getOneOf().forEach(parts::add);
        }
        return parts.stream();
    }

    private static void collect(Class<?> type, Map<String, RecordComponent> components) {
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                collect(component.getType(), components);
            } else {
                components.put(property(component), component);
            }
        }
    }

    private static String property(RecordComponent component) {
        JsonProperty given = component.getAccessor().getAnnotation(JsonProperty.class);
        return given != null && !given.value().isEmpty()
                ? given.value()
                : OpenApiConfiguration.spelled(component.getName());
    }

    private static void complete(Schema<?> schema, Map<String, RecordComponent> components, boolean asked) {
        if (schema.getProperties() == null) {
            return;
        }
        Set<String> required = new LinkedHashSet<>();
        schema.getProperties().forEach((property, part) -> {
            RecordComponent component = components.get(property);
            boolean nullable = component != null && component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            if (!nullable || !asked) {
                required.add(property);
            }
            if (nullable) {
                schema.getProperties().put(property, orNull(part));
            }
        });
        schema.setRequired(List.copyOf(required));
    }

    @SuppressWarnings({"rawtypes", "unchecked"})
    private static Schema orNull(Schema part) {
        if (part.get$ref() != null) {
            return new Schema<>().anyOf(List.of(part, new Schema<>().types(Set.of("null"))));
        }
        if (part.getTypes() != null) {
            Set<String> types = new LinkedHashSet<>(part.getTypes());
            types.add("null");
            part.setTypes(types);
        }
        if (part.getEnum() != null && !part.getEnum().contains(null)) {
            List<@Nullable Object> values = new ArrayList<>(part.getEnum());
            values.add(null);
            part.setEnum(values);
        }
        return part;
    }
}
