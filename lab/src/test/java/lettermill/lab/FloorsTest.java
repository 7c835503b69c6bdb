package lettermill.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A package of the lab imports only from packages that stand before it in the list, and nothing of the product. */
class FloorsTest {
    private static final List<String> FLOORS =
            List.of("dns", "letter", "smtp", "world", "notice", "people", "inbox", "vendor", "product");
    private static final Path SOURCES = Path.of("src/main/java/lettermill/lab");

    @Test
    void importsGoDownOnly() throws IOException {
        for (int floor = 0; floor < FLOORS.size(); floor++) {
            List<String> below = FLOORS.subList(0, floor);
            assertThat(importsOf(SOURCES.resolve(FLOORS.get(floor))))
                    .as(FLOORS.get(floor))
                    .allMatch(
                            name -> below.stream().anyMatch(lower -> name.startsWith("lettermill.lab." + lower + ".")));
        }
        assertThat(importsOf(SOURCES)).allMatch(name -> name.startsWith("lettermill.lab."));
    }

    /** Imports of our own names from other packages. */
    private static List<String> importsOf(Path folder) throws IOException {
        String own = "lettermill.lab." + folder.getFileName() + ".";
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(FloorsTest::lines)
                    .filter(line -> line.startsWith("import ") && line.contains("lettermill."))
                    .map(line -> line.replaceAll("import (static )?|;", ""))
                    .filter(name -> !name.startsWith(own))
                    .toList();
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
