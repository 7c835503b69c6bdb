package lettermill.audience.imports;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import lettermill.audience.file.CsvRecords;
import lettermill.audience.file.ImportPlan;
import lettermill.audience.file.RowReader;
import lettermill.base.Problem;

/** Reads the next batch while the database takes the one before. */
final class BatchReader implements AutoCloseable {

    private static final int BATCH = 10_000;

    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("import-reader-", 0).factory());
    private final CsvRecords records;
    private final RowReader reader;
    private CompletableFuture<ImportBatch> ahead;

    BatchReader(CsvRecords records, ImportPlan plan) {
        this.records = records;
        this.reader = new RowReader(plan);
        this.ahead = readAhead();
    }

    /**
     * The next batch; an empty one at the end of the file.
     *
     * @throws Problem.Invalid on {@code file} when what follows is no CSV
     */
    ImportBatch next() {
        try {
            ImportBatch batch = ahead.join();
            ahead = readAhead();
            return batch;
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof Problem problem) {
                throw problem;
            }
            throw failure;
        }
    }

    private CompletableFuture<ImportBatch> readAhead() {
        return CompletableFuture.supplyAsync(this::read, thread);
    }

    private ImportBatch read() {
        ImportBatch batch = new ImportBatch();
        while (batch.records() < BATCH && records.hasNext()) {
            var record = records.next();
            batch.add(record.getStartingLineNumber(), record.getFields(), reader.read(record.getFields()));
        }
        batch.complete(records.bytesRead());
        return batch;
    }

    /** Waits for the reading that is under way: the file is closed after it. */
    @Override
    public void close() {
        thread.close();
    }
}
