package lettermill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The committed description of the API is the one the server gives. */
class OpenApiTest extends AppTest {

    private static final Path COMMITTED = Path.of("../web/openapi.json");
    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

    @Test
    void everyOperationHasANameOfItsOwn() throws IOException {
        assertThat(JsonMapper.shared().readTree(Files.readString(COMMITTED)).findValuesAsString("operationId"))
                .hasSizeGreaterThan(100)
                .doesNotHaveDuplicates();
    }

    /** OpenAPI 3.1, 4.8.12: each name in the braces of a path is a parameter of the path or of its operations. */
    @Test
    void everyPlaceInAPathIsDescribed() throws IOException {
        JsonNode paths =
                JsonMapper.shared().readTree(Files.readString(COMMITTED)).get("paths");
        List<String> nameless = new ArrayList<>();
        paths.forEachEntry((path, item) -> item.forEachEntry((method, operation) -> {
            Set<String> described = Stream.of(item, operation)
                    .flatMap(at -> at.path("parameters").valueStream())
                    .filter(parameter -> parameter.get("in").asString().equals("path"))
                    .map(parameter -> parameter.get("name").asString())
                    .collect(Collectors.toSet());
            PLACE.matcher(path)
                    .results()
                    .filter(place -> operation.isObject() && !described.contains(place.group(1)))
                    .forEach(place -> nameless.add(method + " " + path + ": " + place.group(1)));
        }));
        assertThat(nameless).isEmpty();
    }

    @Test
    void theCommittedDescriptionIsTheServersOwn() throws IOException {
        String served = anonymous()
                .get()
                .uri("/openapi")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        JsonMapper json = JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .build();
        String now = json.writeValueAsString(json.readValue(served, Object.class)) + "\n";
        if (Boolean.getBoolean("openapi.write")) {
            Files.writeString(COMMITTED, now);
        }
        assertThat(Files.readString(COMMITTED))
                .as("web/openapi.json is out of date: ./lettermill openapi writes it")
                .isEqualTo(now);
    }
}
