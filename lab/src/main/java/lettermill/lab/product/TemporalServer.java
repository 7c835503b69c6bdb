package lettermill.lab.product;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real Temporal server on loopback, by the {@code temporal} program that {@code ./lettermill} fetches. It ends with us,
 * however we end: a shell stops it once our end of its pipe is gone.
 */
public final class TemporalServer implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofSeconds(60);
    private static final Duration LONGEST_END = Duration.ofMinutes(1);
    private static final Duration GLANCE = Duration.ofMillis(50);
    private static final String GUARD = """
            "$@" >"$LOG" 2>&1 </dev/null &
            server=$!
            cat >/dev/null
            kill $server
            wait $server
            """;

    private final Path program;
    private final Path folder;
    private final int port;
    private final @Nullable Integer uiPort;
    private Process guard;

    private TemporalServer(Path program, Path folder, int port, @Nullable Integer uiPort) throws IOException {
        this.program = program;
        this.folder = Files.createDirectories(folder);
        this.port = port;
        this.uiPort = uiPort;
        this.guard = launch();
    }

    /** The program: TEMPORAL_CLI, or what the script keeps in the given checkout; empty when there is none. */
    public static Optional<Path> program(Path repository) {
        @Nullable String own = System.getenv("TEMPORAL_CLI");
        Path program =
                own == null || own.isBlank() ? repository.resolve(".tools/temporal-1.9.1/bin/temporal") : Path.of(own);
        return Optional.of(program.toAbsolutePath()).filter(Files::isExecutable);
    }

    /** Without Temporal's UI, on a free port; what it knows lies in the folder and outlives it. */
    public static TemporalServer start(Path program, Path folder) throws IOException, InterruptedException {
        return ready(new TemporalServer(program, folder, freePort(), null));
    }

    /** With Temporal's UI. */
    public static TemporalServer start(Path program, Path folder, int port, int uiPort)
            throws IOException, InterruptedException {
        return ready(new TemporalServer(program, folder, port, uiPort));
    }

    public String address() {
        return "127.0.0.1:" + port;
    }

    /** @throws IllegalStateException when it was started without */
    public URI ui() {
        if (uiPort == null) {
            throw new IllegalStateException("started without its UI");
        }
        return URI.create("http://127.0.0.1:" + uiPort);
    }

    /**
     * What came of some work.
     *
     * @param count runs of workflows; a workflow that went on as new is several
     * @param longestHistory events of the longest history among them
     */
    public record Runs(int count, long longestHistory) {}

    /**
     * Waits until no run that is meant goes on, and counts them.
     *
     * @param query a list filter over search attributes, as Temporal's own UI takes it
     * @throws IOException when they go on for a minute, or the program does not answer
     */
    public Runs endedRuns(String query) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LONGEST_END.toNanos();
        JsonNode running = list("ExecutionStatus = 'Running' AND " + query);
        while (!running.isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new IOException("after " + LONGEST_END + " workflows go on: " + running);
            }
            Thread.sleep(GLANCE);
            running = list("ExecutionStatus = 'Running' AND " + query);
        }
        JsonNode all = list(query);
        long longest = 0;
        for (JsonNode run : all) {
            longest = Math.max(longest, run.path("historyLength").asLong());
        }
        return new Runs(all.size(), longest);
    }

    private JsonNode list(String query) throws IOException, InterruptedException {
        ProcessBuilder list = new ProcessBuilder(
                        program.toString(),
                        "workflow",
                        "list",
                        "--address",
                        address(),
                        "--query",
                        query,
                        "--output",
                        "json")
                .redirectError(folder.resolve("list.log").toFile());
        list.environment().put("HOME", folder.toString());
        Process process = list.start();
        JsonNode found = JsonMapper.shared().readTree(process.getInputStream());
        if (process.waitFor() != 0) {
            throw new IOException("Temporal does not list workflows; see " + folder.resolve("list.log"));
        }
        return found;
    }

    /** Starts it anew, with what it knew, on the same port. */
    public void restart() throws IOException, InterruptedException {
        close();
        guard = launch();
        ready(this);
    }

    private Process launch() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "sh",
                "-c",
                GUARD,
                "temporal",
                program.toString(),
                "server",
                "start-dev",
                "--ip",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--log-level",
                "error",
                "-f",
                folder.resolve("temporal.db").toString()));
        for (String queue : List.of("transfer", "visibility", "timer")) {
            command.addAll(List.of("--dynamic-config-value", "history." + queue + "ProcessorMaxPollRPS=200"));
        }
        command.addAll(
                uiPort == null
                        ? List.of("--headless")
                        : List.of("--ui-ip", "127.0.0.1", "--ui-port", Integer.toString(uiPort)));
        ProcessBuilder process = new ProcessBuilder(command);
        process.environment().put("HOME", folder.toString());
        process.environment().put("LOG", folder.resolve("temporal.log").toString());
        return process.start();
    }

    private static TemporalServer ready(TemporalServer server) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LONGEST_START.toNanos();
        while (!server.answers()) {
            if (server.guard.waitFor(GLANCE.toMillis(), TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                server.close();
                throw new IOException("Temporal did not start; see " + server.folder.resolve("temporal.log"));
            }
        }
        return server;
    }

    private boolean answers() {
        try (Socket probe = new Socket()) {
            probe.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) GLANCE.toMillis());
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    @Override
    public void close() {
        try {
            guard.getOutputStream().close();
            guard.waitFor();
        } catch (IOException gone) {
            guard.destroy();
        } catch (InterruptedException interrupted) {
            guard.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
