package lettermill.audience.imports;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import lettermill.audience.file.ColumnMapping;
import lettermill.audience.file.CsvFormat;
import lettermill.audience.file.FileInspection;
import lettermill.audience.file.ImportPlan;
import lettermill.audience.file.MappingProposal;
import lettermill.base.Page;
import lettermill.base.Problem;
import lettermill.base.WorkspaceId;
import lettermill.engine.Engine;
import lettermill.workspace.Access;
import lettermill.workspace.Audit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What can be done with imports. */
@Service
public class ImportService {

    private static final int SAMPLE = 5;

    private final Imports imports;
    private final ImportFiles files;
    private final Engine engine;
    private final Audit audit;
    private final Clock clock;

    ImportService(Imports imports, ImportFiles files, Engine engine, Audit audit, Clock clock) {
        this.imports = imports;
        this.files = files;
        this.engine = engine;
        this.audit = audit;
        this.clock = clock;
    }

    /** An upload with the first records as they were read. */
    record Uploaded(Import imported, List<String> columns, List<List<String>> sample) {}

    /**
     * Takes a file to disk and proposes a plan for it.
     *
     * @throws Problem.Invalid on {@code file} when it is no CSV; nothing is kept then
     */
    Uploaded upload(Access access, String fileName, InputStream body) throws IOException {
        UUID id = UUID.randomUUID();
        boolean kept = false;
        try {
            long size = files.store(id, body);
            FileInspection.Finding finding = FileInspection.inspect(files.existing(id));
            Import imported = new Import(
                    id,
                    access.workspace(),
                    shortened(fileName),
                    ImportState.UPLOADED,
                    ImportMode.IMPORT,
                    MappingProposal.of(finding),
                    size,
                    0,
                    ImportCounts.NONE,
                    null,
                    null,
                    null,
                    clock.instant());
            imports.insert(imported);
            kept = true;
            return new Uploaded(imported, finding.columns(), sample(finding));
        } finally {
            if (!kept) {
                files.delete(id);
            }
        }
    }

    /** The file read again, as another encoding or with another delimiter, with a new proposal. */
    Uploaded inspect(WorkspaceId workspace, UUID id, @Nullable CsvFormat format) throws IOException {
        Import imported = get(workspace, id);
        FileInspection.Finding finding = FileInspection.read(
                files.existing(id),
                Objects.requireNonNullElse(format, imported.plan().format()));
        return new Uploaded(imported, finding.columns(), sample(finding));
    }

    /**
     * Queues an import or a dry run. Columns that aren't named keep what was proposed for them.
     *
     * @throws Problem.Conflict when it runs already, or was imported
     */
    @Transactional
    public Import start(Access access, UUID id, ImportController.Start wanted) throws IOException {
        Import imported = imports.lock(access.workspace(), id).orElseThrow(() -> new Problem.NotFound("import", id));
        boolean finished = imported.state() == ImportState.DONE && imported.mode() == ImportMode.IMPORT;
        if (finished || imported.state() == ImportState.QUEUED || imported.state() == ImportState.RUNNING) {
            throw new Problem.Conflict(
                    "This import is " + imported.state() + "; upload the file again to import it again.");
        }
        ImportPlan proposed = wanted.format() == null
                ? imported.plan()
                : MappingProposal.of(FileInspection.read(files.existing(id), wanted.format()));
        ImportPlan plan = new ImportPlan(
                        proposed.origin(),
                        proposed.format(),
                        overridden(proposed.columns(), wanted.columnsOrNone()),
                        Objects.requireNonNullElse(wanted.status(), proposed.status()),
                        wanted.listsOrNone(),
                        wanted.tagsOrNone())
                .checked();
        imports.requireLists(access.workspace(), plan.lists());
        files.existing(id);
        ImportMode mode = Objects.requireNonNullElse(wanted.mode(), ImportMode.IMPORT);
        imports.queue(access.workspace(), id, mode, plan, clock.instant());
        engine.dispatch(ImportJob.NAME, ImportJob.key(access.workspace(), id), access.workspace(), clock.instant());
        audit.record(access, "import.start", id.toString(), mode + " of " + imported.fileName());
        return get(access.workspace(), id);
    }

    /** Stops an import at its next batch; what was imported stays. */
    @Transactional
    public Import cancel(Access access, UUID id) {
        get(access.workspace(), id);
        if (!imports.move(access.workspace(), id, ImportState.CANCELLED, null, clock.instant())) {
            throw new Problem.Conflict("This import has ended.");
        }
        audit.record(access, "import.cancel", id.toString(), "");
        return get(access.workspace(), id);
    }

    Import get(WorkspaceId workspace, UUID id) {
        return imports.find(workspace, id).orElseThrow(() -> new Problem.NotFound("import", id));
    }

    Page<Import> page(WorkspaceId workspace, @Nullable UUID after, int limit) {
        return Page.of(
                imports.page(workspace, after, Page.limit(limit) + 1),
                limit,
                imported -> imported.id().toString());
    }

    private static List<ColumnMapping> overridden(List<ColumnMapping> proposed, List<ColumnMapping> wanted) {
        Map<String, ColumnMapping> byColumn = new HashMap<>();
        wanted.forEach(mapping -> byColumn.put(mapping.column(), mapping));
        List<ColumnMapping> columns = new ArrayList<>();
        for (ColumnMapping mapping : proposed) {
            columns.add(Objects.requireNonNullElse(byColumn.remove(mapping.column()), mapping));
        }
        if (!byColumn.isEmpty()) {
            throw new Problem.Invalid("columns", "the file has no column " + byColumn.keySet(), "columns of the file");
        }
        return columns;
    }

    private static List<List<String>> sample(FileInspection.Finding finding) {
        return finding.sample().stream().limit(SAMPLE).toList();
    }

    private static String shortened(String fileName) {
        String plain = fileName.replaceAll("\\p{Cntrl}", " ");
        return plain.substring(0, Math.min(plain.length(), 200));
    }
}
