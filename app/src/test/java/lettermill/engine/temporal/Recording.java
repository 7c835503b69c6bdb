package lettermill.engine.temporal;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowClient;
import io.temporal.common.WorkflowExecutionHistory;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/**
 * Keeps what the server remembers of a test's workflow for {@link HistoriesTest}, when {@code -Dhistories.record=NAME} asks for it: in a
 * folder of that name beside the older ones, which stay as they are.
 */
final class Recording {

    static final Path HISTORIES = Path.of("src/test/resources/histories");

    private Recording() {}

    /**
     * Keeps one run.
     *
     * @param run empty for the latest
     * @param as the file's name: workflow type, a dash, and what happened
     */
    static void keep(WorkflowClient client, String workflowId, String run, String as) throws IOException {
        String name = System.getProperty("histories.record", "");
        if (name.isEmpty()) {
            return;
        }
        try {
            WorkflowExecutionHistory history = client.fetchHistory(workflowId, run);
            // Who worked on it, and where, is no part of a replay.
            String json = history.toJson(false)
                    .replaceAll("\"identity\": ?\"[^\"]*\"", "\"identity\":\"worker\"")
                    .replaceAll("\"[0-9]+@[^:\"]*:", "\"worker:");
            Path folder = Files.createDirectories(HISTORIES.resolve(name));
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve(as + ".json.gz")))) {
                out.write(json.getBytes(StandardCharsets.UTF_8));
            }
        } catch (StatusRuntimeException absent) {
            if (absent.getStatus().getCode() != Status.Code.NOT_FOUND) {
                throw absent;
            }
        }
    }
}
