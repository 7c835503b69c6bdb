package lettermill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The committed description of the API is the one the server gives. */
class OpenApiTest extends AppTest {

    private static final Path COMMITTED = Path.of("../web/openapi.json");

    @Test
    void everyOperationHasANameOfItsOwn() throws IOException {
        assertThat(JsonMapper.shared().readTree(Files.readString(COMMITTED)).findValuesAsString("operationId"))
                .hasSizeGreaterThan(100)
                .doesNotHaveDuplicates();
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
