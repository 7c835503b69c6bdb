package lettermill.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lettermill.LettermillApplication;
import lettermill.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who does not choose Temporal does not pay for it. */
class EmbeddedStartTest {

    private static final Pattern FOREIGN =
            Pattern.compile("(?<= )(io\\.temporal|io\\.grpc|com\\.google\\.protobuf)\\.\\S+");

    @Test
    void aStartLoadsNoClassOfTemporal(@TempDir Path data) throws IOException, InterruptedException {
        ProcessBuilder java = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load:stdout",
                        "-Dspring.context.exit=onRefresh",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LettermillApplication.class.getName()))
                .redirectErrorStream(true);
        java.environment()
                .putAll(Map.of(
                        "DATABASE_URL", TestDatabase.freshUrl(), "LETTERMILL_DATA", data.toString(), "PORT", "0"));
        Process start = java.start();
        List<String> loaded = start.inputReader().lines().toList();
        assertThat(start.waitFor()).isZero();
        assertThat(loaded).anyMatch(line -> line.contains(EmbeddedEngine.class.getName()));
        // The search for components reads what classes are annotated with, and nothing else of them.
        assertThat(loaded.stream().map(FOREIGN::matcher).filter(Matcher::find).map(Matcher::group))
                .allMatch(name ->
                        name.matches("io\\.temporal\\.workflow\\.(\\w+(Method|Interface)|HandlerUnfinishedPolicy)"));
    }
}
