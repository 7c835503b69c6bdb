package lettermill.lab.product;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The product in a process of its own, started as a user starts it; its output goes to a file. */
public final class AppProcess implements AutoCloseable {

    private static final Pattern SET_UP = Pattern.compile("/set-up#token=(\\S+)");
    private static final Duration LONGEST_START = Duration.ofMinutes(2);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(40);

    private final Process process;
    private final Path log;
    private final CompletableFuture<Optional<String>> ready = new CompletableFuture<>();

    private AppProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * How the product is to be started.
     *
     * @param java the Java program
     * @param jar the product, laid out by {@code ./lettermill build}: what the JVM gets is in {@code java.options} beside it
     * @param data folder of its database and its output
     * @param port on loopback
     * @param environment further settings
     */
    public record Launch(String java, Path jar, Path data, int port, Map<String, String> environment) {
        public URI base() {
            return URI.create("http://127.0.0.1:" + port);
        }
    }

    public static AppProcess start(Launch launch) throws IOException {
        Path data = Files.createDirectories(launch.data());
        ProcessBuilder command = new ProcessBuilder(List.of(
                launch.java(),
                "@" + launch.jar().resolveSibling("java.options"),
                "-jar",
                launch.jar().toString()));
        command.environment().remove("DATABASE_URL");
        command.environment()
                .putAll(Map.of(
                        "PORT", Integer.toString(launch.port()),
                        "LETTERMILL_DATA", data.resolve("app").toString(),
                        "LETTERMILL_BASE_URL", launch.base().toString()));
        command.environment().putAll(launch.environment());
        AppProcess app = new AppProcess(command.redirectErrorStream(true).start(), data.resolve("app.log"));
        Thread.ofVirtual().start(app::follow);
        return app;
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** Ends it as a power cut does: kill -9. Its database server lives on, and the next start ends it. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private void follow() {
        Optional<String> setUp = Optional.empty();
        try (BufferedReader lines = process.inputReader();
                var file = Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                file.write(line);
                file.newLine();
                file.flush();
                Matcher link = SET_UP.matcher(line);
                if (link.find()) {
                    setUp = Optional.of(link.group(1));
                }
                if (line.contains("Lettermill is ready")) {
                    ready.complete(setUp);
                }
            }
        } catch (IOException ended) {
            // Reported below: the process ended before it was ready.
        }
        ready.completeExceptionally(new IOException("Lettermill did not start; its output is in " + log));
    }

    /** Waits until the product answers; the set-up token, while nobody has an account. */
    public Optional<String> awaitReady() throws IOException, InterruptedException {
        try {
            return ready.get(LONGEST_START.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause();
            throw new IOException((cause == null ? failed : cause).getMessage(), failed);
        } catch (TimeoutException late) {
            throw new IOException(
                    "Lettermill did not start within " + LONGEST_START.toMinutes() + " minutes; see " + log, late);
        }
    }

    /** An orderly stop. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
