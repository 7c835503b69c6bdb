package lettermill.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The source files of the repository, for rules that bytecode does not show. */
final class Sources {

    /** Maven runs a module's tests in the module's folder. */
    static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

    private Sources() {}

    /** Java files below a folder of the repository. */
    static List<Path> java(String folder) {
        return below(folder, ".java");
    }

    /** Files below a folder of the repository whose names end so. */
    static List<Path> below(String folder, String... endings) {
        Path start = REPOSITORY.resolve(folder);
        if (!Files.isDirectory(start)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(start)) {
            return files.filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
