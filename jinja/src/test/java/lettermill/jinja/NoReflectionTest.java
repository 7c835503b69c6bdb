package lettermill.jinja;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The constant pools of the module's classes name nothing that could reach into objects. */
class NoReflectionTest {
    private static final List<String> FORBIDDEN = List.of(
            "java/lang/reflect/",
            "java/beans/",
            "sun/misc/",
            "java/io/ObjectInputStream",
            "getDeclaredMethod",
            "getDeclaredField",
            "getMethods",
            "forName",
            "java/lang/invoke/MethodHandles$Lookup.find");

    @Test
    void classesReferenceNoReflection() throws IOException, URISyntaxException {
        Path classes = Path.of(Environment.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (Stream<Path> files = Files.walk(classes.resolve("lettermill/jinja"))) {
            List<Path> all =
                    files.filter(file -> file.toString().endsWith(".class")).toList();
            assertThat(all).hasSizeGreaterThan(100);
            for (Path file : all) {
                String content = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertThat(FORBIDDEN.stream().filter(content::contains))
                        .as(file.toString())
                        .isEmpty();
            }
        }
    }
}
