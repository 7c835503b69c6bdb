package lettermill.engine.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.workflow.Workflow;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What clusters remember of former versions' workflows is replayed with today's code. When this fails, the change needs
 * {@link Workflow#getVersion}; afterwards {@code -Dhistories.record=NAME} with the tests of this package adds what new runs look like.
 */
class HistoriesTest {

    static List<Path> recorded() throws IOException {
        try (Stream<Path> files = Files.walk(Recording.HISTORIES)) {
            return files.filter(file -> file.toString().endsWith(".json.gz"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void replays(Path history) throws Exception {
        WorkflowReplayer.replayWorkflowExecution(read(history), SendCampaign.class, RunActivity.class);
    }

    @Test
    void thereIsOneOfEachWorkflow() throws IOException {
        assertThat(recorded())
                .extracting(file -> file.getFileName().toString())
                .anyMatch(name -> name.startsWith("SendCampaign-"))
                .anyMatch(name -> name.startsWith("RunActivity-"));
    }

    @Test
    void aChangeWithoutAVersionWouldBeNoticed() throws IOException {
        Path history = recorded().stream()
                .filter(file -> file.getFileName().toString().startsWith("RunActivity-"))
                .findFirst()
                .orElseThrow();
        WorkflowExecutionHistory recorded = read(history);
        assertThatThrownBy(() -> WorkflowReplayer.replayWorkflowExecution(recorded, Careless.class))
                .hasStackTraceContaining("NonDeterministicException");
    }

    private static WorkflowExecutionHistory read(Path file) throws IOException {
        try (InputStream json = new GZIPInputStream(Files.newInputStream(file))) {
            return WorkflowExecutionHistory.fromJson(new String(json.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** A step more, and no word of it. */
    public static final class Careless implements RunActivityWorkflow {
        @Override
        public void run(Work work) {
            Workflow.sleep(Duration.ofSeconds(1));
            new RunActivity().run(work);
        }
    }
}
