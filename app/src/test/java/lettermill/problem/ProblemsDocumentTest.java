package lettermill.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** docs/problems.md lists the types that the code answers, with the same words. */
class ProblemsDocumentTest {

    @Test
    void theDocumentListsTheTypesOfTheCode() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("../docs/problems.md")).stream()
                .filter(line -> line.startsWith("| `urn:"))
                .toList();
        assertThat(rows)
                .isEqualTo(Arrays.stream(ProblemType.values())
                        .map(type -> "| `%s` | %d | %s | %s |"
                                .formatted(type.uri(), type.status().value(), type.meaning(), type.remedy()))
                        .toList());
    }
}
