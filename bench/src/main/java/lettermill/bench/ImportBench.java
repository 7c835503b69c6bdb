package lettermill.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lettermill.bench.load.EmbeddedDatabaseAccess;
import lettermill.bench.load.FreePort;
import lettermill.bench.load.ScratchFolder;
import org.postgresql.PGConnection;

/**
 * Rows a second of a CSV import with three attributes, upload included. The limit is a bare COPY of the same people into a
 * table like the one they end in, with its indexes, on the same server.
 */
final class ImportBench implements Benchmark {
    private static final int ROWS = 1_000_000;
    private static final int ROUNDS = 3;
    private static final String COPY = """
            COPY public.bench_subscriber
              (workspace_id, email, email_key, name, status, attributes, created_at, updated_at)
            FROM STDIN (FORMAT csv, FORCE_NOT_NULL (name))""";

    @Override
    public BenchResult run(BenchOptions options) throws IOException, InterruptedException {
        int rows = options.messagesOr(ROWS);
        int databasePort = FreePort.find();
        Map<String, String> settings = Map.of("LETTERMILL_DATABASE_PORT", Integer.toString(databasePort));
        List<Double> values = new ArrayList<>();
        List<Double> limits = new ArrayList<>();
        try (ScratchFolder data = ScratchFolder.make("import");
                Patient app = new Patient(options.appJar(), data.path(), FreePort.find(), settings)) {
            String token = app.start().orElseThrow(() -> new IOException("the product shows no set-up link"));
            Studio studio = Studio.setUp(app.base(), token);
            Path copyFile = copyFile(data.path(), rows);
            System.out.printf("%-6s %12s %14s %14s%n", "round", "rows", "rows/s", "limit/s");
            for (int round = 1; round <= options.roundsOr(ROUNDS); round++) {
                limits.add(rows / copySeconds(data.path(), databasePort, copyFile));
                Path csv = Studio.people(data.path(), "import" + round, rows);
                long start = System.nanoTime();
                studio.importList(csv);
                values.add(rows / ((System.nanoTime() - start) / 1e9));
                System.out.printf("%-6d %12d %14.0f %14.0f%n", round, rows, values.getLast(), limits.getLast());
            }
            app.stop();
            double value = BenchResult.median(values);
            double limit = BenchResult.median(limits);
            return new BenchResult(
                    "import", value, "rows/s", limit, BenchResult.rounded(value / limit), app.peakMegabytes());
        }
    }

    private static Path copyFile(Path folder, int rows) throws IOException {
        Path file = folder.resolve("copy.csv");
        try (var out = Files.newBufferedWriter(file)) {
            for (int i = 0; i < rows; i++) {
                String email = "person" + i + "@copy.example";
                out.write("00000000-0000-0000-0000-000000000001," + email + "," + email
                        + ",,ACTIVE,\"{\"\"first_name\"\": \"\"Ada"
                        + i % 97 + "\"\", \"\"city\"\": \"\"City" + i % 31 + "\"\", \"\"plan\"\": \"\"free\"\"}\","
                        + "2026-01-01T00:00:00Z,2026-01-01T00:00:00Z\n");
            }
        }
        return file;
    }

    private static double copySeconds(Path data, int port, Path file) throws IOException {
        try (Connection database = EmbeddedDatabaseAccess.open(data, port);
                Statement statement = database.createStatement();
                InputStream in = Files.newInputStream(file)) {
            statement.execute("DROP TABLE IF EXISTS public.bench_subscriber");
            statement.execute("CREATE TABLE public.bench_subscriber (LIKE audience.subscriber INCLUDING ALL)");
            long start = System.nanoTime();
            database.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY, in);
            double seconds = (System.nanoTime() - start) / 1e9;
            statement.execute("DROP TABLE public.bench_subscriber");
            return seconds;
        } catch (SQLException failed) {
            throw new IOException("COPY failed: " + failed.getMessage(), failed);
        }
    }
}
