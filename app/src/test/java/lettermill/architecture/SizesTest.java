package lettermill.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What fits on a screen can be read: no file over 300 lines, tests and the browser's too, no package over 20 files. */
class SizesTest {

    private static final int LONGEST_FILE = 300;
    private static final int LARGEST_PACKAGE = 21;
    private static final List<String> MODULES = List.of("jinja", "wire", "mailagent", "app", "lab", "bench");
    /** Written by a program, from the description of the API. */
    private static final Path GENERATED = Sources.REPOSITORY.resolve("web/src/lib/openapi.d.ts");

    @Test
    void noFileIsTooLong() {
        TreeSet<String> wrong = new TreeSet<>();
        all().filter(file -> !file.equals(GENERATED)).forEach(file -> {
            long lines = Sources.read(file).lines().count();
            if (lines > LONGEST_FILE) {
                wrong.add(Sources.REPOSITORY.relativize(file) + " has " + lines + " lines");
            }
        });
        assertThat(wrong).isEmpty();
    }

    /** 20 types and the package's own description. */
    @Test
    void noPackageIsTooLarge() {
        Map<Path, Long> sizes = main().collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));
        TreeSet<String> wrong = new TreeSet<>();
        sizes.forEach((folder, size) -> {
            if (size > LARGEST_PACKAGE) {
                wrong.add(Sources.REPOSITORY.relativize(folder) + " has " + size + " files");
            }
        });
        assertThat(wrong).isEmpty();
    }

    /** A folder that was renamed would make the rule true of nothing. */
    @Test
    void theRuleSeesTestsAndTheBrowsersFiles() {
        assertThat(all())
                .contains(Sources.REPOSITORY.resolve("app/src/test/java/lettermill/architecture/SizesTest.java"))
                .contains(Sources.REPOSITORY.resolve("web/src/lib/api.ts"), GENERATED)
                .anyMatch(file -> file.startsWith(Sources.REPOSITORY.resolve("web/e2e")));
    }

    private static Stream<Path> main() {
        return MODULES.stream().flatMap(module -> Sources.java(module + "/src/main/java").stream());
    }

    private static Stream<Path> all() {
        Stream<Path> tests = MODULES.stream().flatMap(module -> Sources.java(module + "/src/test/java").stream());
        Stream<Path> browser = Stream.of("web/src", "web/e2e", "web/scripts")
                .flatMap(folder -> Sources.below(folder, ".ts", ".tsx", ".js", ".mjs", ".css").stream());
        return Stream.of(main(), tests, browser).flatMap(files -> files);
    }
}
