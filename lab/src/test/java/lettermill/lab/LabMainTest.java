package lettermill.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The lab as a process of its own. */
class LabMainTest {
    private static final Pattern READY =
            Pattern.compile("lab ready: smtp 127\\.0\\.0\\.1:(\\d+), inbox http://127\\.0\\.0\\.1:(\\d+)");

    @Test
    void saysWhereItListensAndEndsOnSigtermWithinASecond() throws Exception {
        Process process = start("--smtp-port", "0", "--http-port", "0");
        try (BufferedReader out = process.inputReader()) {
            Matcher ready = READY.matcher(out.readLine());
            assertThat(ready.matches()).isTrue();
            try (Socket idle = new Socket("127.0.0.1", Integer.parseInt(ready.group(1)))) {
                assertThat(idle.getInputStream().read()).isEqualTo('2');
                process.destroy();
                assertThat(process.waitFor(1, TimeUnit.SECONDS)).isTrue();
            }
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void endsWhenItsParentCloses() throws Exception {
        Process process = start("--smtp-port", "0", "--http-port", "0", "--exit-with-parent");
        try (BufferedReader out = process.inputReader()) {
            assertThat(out.readLine()).startsWith("lab ready");
            process.getOutputStream().close();
            assertThat(process.waitFor(2, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void refusesArgumentsItDoesNotKnowAndSaysWhichItDoes() throws Exception {
        Process process = start("--smpt-port", "1");
        try (BufferedReader errors = process.errorReader()) {
            assertThat(errors.readLine()).isEqualTo("--smpt-port: no such option");
            assertThat(process.waitFor()).isEqualTo(2);
        }
        for (List<String> wrong : List.of(
                List.of("--seed"),
                List.of("--seed", "x"),
                List.of("--speed", "0"),
                List.of("--people", "some"),
                List.of("--smtp-port", "70000"))) {
            assertThatThrownBy(() -> CommandLine.parse(wrong))
                    .isInstanceOf(CommandLine.UsageException.class)
                    .hasMessageStartingWith(wrong.getFirst());
        }
    }

    private static Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LabMain.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).start();
    }
}
