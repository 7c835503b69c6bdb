package lettermill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The committed description of the API, read for tests that try all of it. */
final class DescribedApi {

    /** A parameter in the path or the query. */
    record Parameter(String name, String where) {}

    /**
     * One method at one address.
     *
     * @param body the schema of its JSON; null when it takes none
     * @param others methods that its address has too
     */
    record Operation(
            String method,
            String path,
            List<Parameter> parameters,
            @Nullable JsonNode body,
            Set<String> others) {
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private final JsonNode document;

    DescribedApi() throws IOException {
        document = JsonMapper.shared().readTree(Files.readString(Path.of("../web/openapi.json")));
    }

    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        document.get("paths").forEachEntry((path, item) -> {
            Set<String> methods = new HashSet<>();
            item.forEachEntry((method, operation) -> methods.add(method.toUpperCase(Locale.ROOT)));
            item.forEachEntry((method, operation) -> {
                if (!operation.isObject()) {
                    return;
                }
                List<Parameter> parameters = new ArrayList<>();
                item.path("parameters").forEach(parameter -> parameters.add(parameter(parameter)));
                operation.path("parameters").forEach(parameter -> parameters.add(parameter(parameter)));
                JsonNode body = operation.at("/requestBody/content/application~1json/schema");
                operations.add(new Operation(
                        method.toUpperCase(Locale.ROOT),
                        path,
                        parameters,
                        body.isMissingNode() ? null : resolved(body),
                        methods));
            });
        });
        return operations;
    }

    private static Parameter parameter(JsonNode described) {
        return new Parameter(
                described.get("name").asString(), described.get("in").asString());
    }

    /** The fields of a body and their schemas. */
    Map<String, JsonNode> fields(JsonNode body) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        body.path("properties").forEachEntry((name, schema) -> fields.put(name, resolved(schema)));
        return fields;
    }

    /** A value of the kind that a schema describes, as JSON. */
    String sample(JsonNode schema) {
        JsonNode known = resolved(schema);
        if (known.has("enum")) {
            return known.get("enum").get(0).toString();
        }
        return switch (type(known)) {
            case "integer", "number" -> "1";
            case "boolean" -> "true";
            case "array" -> "[]";
            case "object" -> "{}";
            default ->
                switch (known.path("format").asString("")) {
                    case "uuid" -> "\"00000000-0000-4000-8000-000000000001\"";
                    case "date-time" -> "\"2026-01-01T00:00:00Z\"";
                    default -> "\"sample\"";
                };
        };
    }

    /** The JSON type that is not null. */
    static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        return type.isArray() ? type.get(0).asString() : type.asString("");
    }

    private JsonNode resolved(JsonNode schema) {
        if (schema.has("$ref")) {
            return document.at(schema.get("$ref").asString().substring(1));
        }
        return schema.has("allOf") ? resolved(schema.get("allOf").get(0)) : schema;
    }
}
