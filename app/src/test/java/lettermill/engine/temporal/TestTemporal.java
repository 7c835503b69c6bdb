package lettermill.engine.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import lettermill.engine.Queue;
import lettermill.lab.product.TemporalServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** A real server for a test; a run with CI=true must have one, another may do without. */
public final class TestTemporal {

    private TestTemporal() {}

    /** Whether tests on a real server have to run here. */
    static boolean wanted() {
        return TemporalServer.program(Path.of("..")).isPresent() || inCi();
    }

    private static boolean inCi() {
        return "true".equals(System.getenv("CI"));
    }

    public static TemporalServer start(Path folder) throws IOException, InterruptedException {
        Optional<Path> program = TemporalServer.program(Path.of(".."));
        if (inCi()) {
            assertThat(program).as("CI needs the temporal program").isPresent();
        }
        Assumptions.assumeTrue(program.isPresent(), "there is no temporal program: ./lettermill test fetches it");
        return TemporalServer.start(program.orElseThrow(), folder);
    }

    static TemporalSettings settings(String address) {
        return new TemporalSettings(address, "default", "lettermill", Set.of(Queue.values()), 32, 64, null, noTls());
    }

    static TemporalSettings.Tls noTls() {
        @Nullable Path none = null;
        return new TemporalSettings.Tls(TemporalSettings.Tls.Use.OFF, none, none, none, null);
    }
}
