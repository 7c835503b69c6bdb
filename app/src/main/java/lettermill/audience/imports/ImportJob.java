package lettermill.audience.imports;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import lettermill.audience.file.CsvFormat;
import lettermill.audience.file.CsvRecords;
import lettermill.base.Problem;
import lettermill.base.WorkspaceId;
import lettermill.engine.Activity;
import lettermill.engine.ActivityRun;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads a file into the audience, a batch a transaction. The batch and the position in the file commit together, so that
 * after a crash the import goes on behind the last committed record and no record is taken twice.
 */
@Component
class ImportJob implements Activity {

    static final String NAME = "import_subscribers";

    private static final Logger LOG = LoggerFactory.getLogger(ImportJob.class);

    private final Imports imports;
    private final ImportFiles files;
    private final Staging staging;
    private final TransactionTemplate transactions;
    private final Clock clock;

    ImportJob(Imports imports, ImportFiles files, Staging staging, TransactionTemplate transactions, Clock clock) {
        this.imports = imports;
        this.files = files;
        this.staging = staging;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** The key of an import's run. */
    static String key(WorkspaceId workspace, UUID id) {
        return workspace + "/" + id;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run(ActivityRun run) {
        String[] parts = run.key().split("/");
        WorkspaceId workspace = WorkspaceId.of(parts[0]);
        UUID id = UUID.fromString(parts[1]);
        if (!imports.move(workspace, id, ImportState.RUNNING, null, clock.instant())) {
            return;
        }
        Import imported = imports.find(workspace, id).orElseThrow(() -> new Problem.NotFound("import", id));
        try {
            boolean whole = imported.mode() == ImportMode.DRY_RUN ? preview(imported, run) : take(imported, run);
            if (whole) {
                finish(imported);
            }
        } catch (Problem.Invalid | Problem.Conflict broken) {
            imports.move(workspace, id, ImportState.FAILED, broken.getMessage(), clock.instant());
        } catch (IOException unreadable) {
            LOG.warn("import {} could not read its file", id, unreadable);
            throw new Problem.Unavailable("The uploaded file could not be read.");
        }
    }

    /** Imports what is left of the file; false when the run ended before the file did. */
    private boolean take(Import imported, ActivityRun run) throws IOException {
        ImportCounts counts = imported.counts();
        try (CsvRecords records = open(imported, counts.records());
                BatchReader batches = new BatchReader(records, imported.plan())) {
            for (ImportBatch batch = batches.next(); batch.records() > 0; batch = batches.next()) {
                if (run.stopping().getAsBoolean()) {
                    return false;
                }
                ImportCounts before = counts;
                ImportBatch current = batch;
                counts = transactions.execute(transaction -> commit(imported, before, current));
                if (counts == null) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The counts after a batch; null when the import was cancelled, or another process has gone on with it. */
    private @Nullable ImportCounts commit(Import imported, ImportCounts before, ImportBatch batch) {
        Import current = imports.lock(imported.workspaceId(), imported.id()).orElse(null);
        if (current == null
                || current.state() != ImportState.RUNNING
                || current.counts().records() != before.records()) {
            return null;
        }
        staging.open(imported.workspaceId());
        staging.copy(imported.workspaceId(), batch);
        ImportCounts written = staging.upsert(imported, clock.instant());
        if (written.created() < batch.people()) {
            long unchanged = batch.people() - written.created() - written.updated();
            written = written.plus(new ImportCounts(0, 0, 0, unchanged, 0, 0, 0))
                    .plus(staging.joinKnown(imported, clock.instant()));
        }
        staging.copyErrors(imported.workspaceId(), imported.id(), batch.errors());
        ImportCounts counts = before.plus(batch.counts()).plus(written);
        imports.progress(imported.workspaceId(), imported.id(), counts, batch.bytesRead(), clock.instant());
        return counts;
    }

    /** Counts what an import would do; false when the run ended before the file did, and begins again then. */
    private boolean preview(Import imported, ActivityRun run) throws IOException {
        try (CsvRecords records = open(imported, 0);
                BatchReader batches = new BatchReader(records, imported.plan())) {
            imports.forgetErrors(imported.workspaceId(), imported.id());
            Boolean whole = transactions.execute(transaction -> preview(imported, batches, run));
            return Boolean.TRUE.equals(whole);
        }
    }

    private boolean preview(Import imported, BatchReader batches, ActivityRun run) {
        ImportCounts counts = ImportCounts.NONE;
        staging.open(imported.workspaceId());
        for (ImportBatch batch = batches.next(); batch.records() > 0; batch = batches.next()) {
            if (run.stopping().getAsBoolean()) {
                return false;
            }
            staging.copy(imported.workspaceId(), batch);
            staging.copyErrors(imported.workspaceId(), imported.id(), batch.errors());
            counts = counts.plus(batch.counts());
        }
        ImportCounts whole = counts.plus(staging.preview(imported, clock.instant()));
        imports.progress(imported.workspaceId(), imported.id(), whole, imported.sizeBytes(), clock.instant());
        return true;
    }

    /** The file behind its headings and the records that were taken before. */
    private CsvRecords open(Import imported, long taken) throws IOException {
        Path file = files.existing(imported.id());
        CsvRecords records = CsvRecords.open(file, imported.plan().format());
        long skipped = imported.plan().format().headings() == CsvFormat.Headings.FIRST_RECORD ? taken + 1 : taken;
        for (long i = 0; i < skipped && records.hasNext(); i++) {
            records.next();
        }
        return records;
    }

    private void finish(Import imported) throws IOException {
        imports.move(imported.workspaceId(), imported.id(), ImportState.DONE, null, clock.instant());
        // Nobody needs this copy of a list of people any more; after a dry run the import itself does.
        if (imported.mode() == ImportMode.IMPORT) {
            files.delete(imported.id());
        }
    }
}
