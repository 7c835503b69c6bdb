package lettermill.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import lettermill.bench.load.Java;
import lettermill.bench.load.ProcessorTime;
import lettermill.bench.load.ResidentSet;
import lettermill.lab.product.AppProcess;
import org.jspecify.annotations.Nullable;

/** The product on one data folder, ended and started again. */
final class Patient implements AutoCloseable {
    private final AppProcess.Launch launch;
    private volatile @Nullable AppProcess app;
    private long peakMegabytes;

    Patient(Path jar, Path data, int port) {
        this(jar, data, port, Map.of());
    }

    /** @param settings environment of the product beside what it always needs */
    Patient(Path jar, Path data, int port, Map<String, String> settings) {
        launch = new AppProcess.Launch(Java.program(), jar, data, port, settings);
        // A signal ends this JVM without unwinding the stack; the product must not outlive it.
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "app-stop"));
    }

    URI base() {
        return launch.base();
    }

    /** Starts and waits until it answers; the set-up token, while nobody has an account. */
    Optional<String> start() throws IOException, InterruptedException {
        AppProcess started = AppProcess.start(launch);
        app = started;
        return started.awaitReady();
    }

    /** Ends it as a power cut does. */
    void kill() throws IOException, InterruptedException {
        running().kill();
        app = null;
    }

    /** Ends it by SIGTERM and waits for the end. */
    void stop() throws IOException {
        running().close();
        app = null;
    }

    /** The largest resident set of any process so far, in megabytes. */
    long peakMegabytes() {
        return peakMegabytes;
    }

    /** Processor time of the running process, in seconds. */
    double processorSeconds() {
        return app == null ? 0 : ProcessorTime.seconds(app.handle());
    }

    /** Processor time of its database, in seconds. */
    double databaseProcessorSeconds() throws IOException {
        return ProcessorTime.databaseSeconds(launch.data());
    }

    private AppProcess running() throws IOException {
        if (app == null) {
            throw new IllegalStateException("not started");
        }
        peakMegabytes =
                Math.max(peakMegabytes, ResidentSet.peakMegabytes(app.handle().pid()));
        return app;
    }

    @Override
    public void close() {
        AppProcess running = app;
        if (running != null) {
            running.close();
        }
    }
}
