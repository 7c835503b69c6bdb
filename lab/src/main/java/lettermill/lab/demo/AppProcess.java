package lettermill.lab.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
final class AppProcess implements AutoCloseable {

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

    static AppProcess start(DemoOptions options) throws IOException {
        Path data = Files.createDirectories(options.data());
        Path log = data.resolve("app.log");
        ProcessBuilder command = new ProcessBuilder(List.of(
                options.java(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                options.appJar().toString()));
        command.environment()
                .putAll(Map.of(
                        "PORT", Integer.toString(options.port()),
                        "LETTERMILL_DATA", data.resolve("app").toString(),
                        "LETTERMILL_BASE_URL", "http://127.0.0.1:" + options.port()));
        command.environment().remove("DATABASE_URL");
        Process process = command.redirectErrorStream(true).start();
        AppProcess app = new AppProcess(process, log);
        Thread.ofVirtual().start(app::follow);
        return app;
    }

    private void follow() {
        Optional<String> setUp = Optional.empty();
        try (BufferedReader lines = process.inputReader();
                var file = Files.newBufferedWriter(log)) {
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
    Optional<String> awaitReady() throws IOException, InterruptedException {
        try {
            return ready.get(LONGEST_START.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw new IOException(failed.getCause().getMessage(), failed);
        } catch (TimeoutException late) {
            throw new IOException("Lettermill did not start within " + LONGEST_START.toMinutes() + " minutes; see " + log, late);
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
