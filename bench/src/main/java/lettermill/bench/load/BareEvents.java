package lettermill.bench.load;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The limit of webhooks: a bare {@code INSERT ... SELECT unnest} of rows that the ledger has, in the same batches and over as many
 * connections as the callbacks came by, each a transaction, into a table like the ledger's with its indexes.
 */
public final class BareEvents {
    private static final String[] COLUMNS = {
        "workspace_id", "message_id", "campaign_id", "type", "event_key", "occurred_at", "recorded_at", "hit_class",
                "hit_rule",
        "link_id", "url", "user_agent", "client_address", "bounce_type", "bounce_subtype", "status_code", "diagnostic",
                "source"
    };
    private static final String[] TYPES = {
        "uuid", "bigint", "uuid", "text", "text", "timestamptz", "timestamptz", "text", "text",
        "bigint", "text", "text", "text", "text", "text", "text", "text", "text"
    };

    private final Path data;
    private final int port;
    private final int connections;

    /** @param connections over which batches are inserted */
    public BareEvents(Path data, int port, int connections) {
        this.data = data;
        this.port = port;
        this.connections = connections;
    }

    /**
     * Inserts the ledger's events behind one.
     *
     * @param after the last event that is left out
     * @return rows a second
     */
    public double run(long after, int batch) throws IOException, InterruptedException {
        try (Connection database = EmbeddedDatabaseAccess.open(data, port);
                Statement statement = database.createStatement()) {
            List<String[][]> batches = read(statement, after, batch);
            statement.execute("DROP TABLE IF EXISTS public.bench_event");
            statement.execute("CREATE TABLE public.bench_event (LIKE ledger.event INCLUDING ALL)");
            long start = System.nanoTime();
            insert(batches);
            double seconds = (System.nanoTime() - start) / 1e9;
            statement.execute("DROP TABLE public.bench_event");
            return batches.stream().mapToInt(each -> each[0].length).sum() / seconds;
        } catch (SQLException | ExecutionException failed) {
            throw new IOException("INSERT ... SELECT unnest failed: " + failed.getMessage(), failed);
        }
    }

    /** Column by column, as unnest takes them. */
    private static List<String[][]> read(Statement statement, long after, int batch) throws SQLException {
        List<String[]> rows = new ArrayList<>();
        try (ResultSet found = statement.executeQuery(
                "SELECT " + String.join(", ", COLUMNS) + " FROM ledger.event WHERE id > " + after + " ORDER BY id")) {
            while (found.next()) {
                String[] row = new String[COLUMNS.length];
                for (int column = 0; column < row.length; column++) {
                    row[column] = found.getString(column + 1);
                }
                rows.add(row);
            }
        }
        List<String[][]> batches = new ArrayList<>();
        for (int from = 0; from < rows.size(); from += batch) {
            List<String[]> part = rows.subList(from, Math.min(rows.size(), from + batch));
            String[][] columns = new String[COLUMNS.length][part.size()];
            for (int row = 0; row < part.size(); row++) {
                for (int column = 0; column < COLUMNS.length; column++) {
                    columns[column][row] = part.get(row)[column];
                }
            }
            batches.add(columns);
        }
        return batches;
    }

    private void insert(List<String[][]> batches) throws ExecutionException, InterruptedException {
        AtomicInteger next = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
            List<Future<?>> running = new ArrayList<>();
            for (int connection = 0; connection < connections; connection++) {
                running.add(threads.submit(() -> {
                    work(batches, next);
                    return null;
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
        }
    }

    private void work(List<String[][]> batches, AtomicInteger next) throws IOException, SQLException {
        List<String> arrays = new ArrayList<>();
        for (String type : TYPES) {
            arrays.add("?::" + type + "[]");
        }
        String sql = "INSERT INTO public.bench_event (" + String.join(", ", COLUMNS) + ") SELECT * FROM unnest("
                + String.join(", ", arrays) + ")";
        try (Connection database = EmbeddedDatabaseAccess.open(data, port);
                PreparedStatement insert = database.prepareStatement(sql)) {
            for (int number = next.getAndIncrement(); number < batches.size(); number = next.getAndIncrement()) {
                String[][] columns = batches.get(number);
                for (int column = 0; column < columns.length; column++) {
                    Array array = database.createArrayOf("text", columns[column]);
                    insert.setArray(column + 1, array);
                }
                insert.executeUpdate();
            }
        }
    }
}
