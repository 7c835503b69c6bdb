package lettermill.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Processor time of programs, user and system, which a busy machine distorts less than it does the time on the wall. */
public final class ProcessorTime {
    private ProcessorTime() {}

    /** Of one process since its start, in seconds; 0 where the system does not tell. */
    public static double seconds(ProcessHandle process) {
        return process.info()
                .totalCpuDuration()
                .map(time -> time.toNanos() / 1e9)
                .orElse(0.0);
    }

    /**
     * Of an embedded PostgreSQL with all its living backends, in seconds.
     *
     * @param data a folder that holds its data directory, at any depth
     */
    public static double databaseSeconds(Path data) throws IOException {
        try (Stream<Path> files = Files.find(data, 4, (path, _) -> path.endsWith("postmaster.pid"))) {
            Path file = files.findFirst().orElseThrow(() -> new IOException("no database runs under " + data));
            long pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
            return ProcessHandle.of(pid)
                    .map(server -> Stream.concat(Stream.of(server), server.descendants())
                            .mapToDouble(ProcessorTime::seconds)
                            .sum())
                    .orElse(0.0);
        }
    }
}
