package lettermill.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What fits on a screen can be read: no file over 300 lines, no package over 20 files. */
class SizesTest {

    private static final int LONGEST_FILE = 300;
    private static final int LARGEST_PACKAGE = 21;
    private static final List<String> MODULES = List.of("jinja", "wire", "mailagent", "app", "lab", "bench");

    @Test
    void noFileIsTooLong() {
        TreeSet<String> wrong = new TreeSet<>();
        main().forEach(file -> {
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

    private static Stream<Path> main() {
        return MODULES.stream().flatMap(module -> Sources.java(module + "/src/main/java").stream());
    }
}
