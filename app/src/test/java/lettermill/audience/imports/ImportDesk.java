package lettermill.audience.imports;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import lettermill.audience.AudienceFixture;
import lettermill.audience.file.FileInspection;
import lettermill.audience.file.ImportPlan;
import lettermill.audience.file.MappingProposal;
import lettermill.engine.ActivityRun;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** Imports without the application around them: a file goes in, its import comes out. */
final class ImportDesk {

    static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    final AudienceFixture audience = new AudienceFixture();
    final Imports imports = new Imports(audience.database, JSON);
    final Path folder = folder();
    final ImportFiles files = new ImportFiles(new ImportSettings(folder, DataSize.ofGigabytes(1)));
    final ImportJob job = new ImportJob(
            imports,
            files,
            new Staging(audience.dataSource, audience.database),
            new TransactionTemplate(new JdbcTransactionManager(audience.dataSource)),
            audience.clock);

    Import run(String csv) {
        return run(csv, ImportMode.IMPORT, plan -> plan);
    }

    Import run(String csv, ImportMode mode, UnaryOperator<ImportPlan> change) {
        Import queued = queue(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)), mode, change);
        return proceed(queued, () -> false);
    }

    Import queue(InputStream csv, ImportMode mode, UnaryOperator<ImportPlan> change) {
        try {
            UUID id = UUID.randomUUID();
            long size = files.store(id, csv);
            ImportPlan plan = change.apply(MappingProposal.of(FileInspection.inspect(files.existing(id))))
                    .checked();
            Import queued = new Import(
                    id,
                    audience.workspace,
                    "people.csv",
                    ImportState.QUEUED,
                    mode,
                    plan,
                    size,
                    0,
                    ImportCounts.NONE,
                    null,
                    null,
                    null,
                    AudienceFixture.NOW);
            imports.insert(queued);
            return queued;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** One run of the job, as the engine does it. */
    Import proceed(Import queued, BooleanSupplier stopping) {
        job.run(new ActivityRun(ImportJob.key(queued.workspaceId(), queued.id()), 1, stopping));
        return imports.find(queued.workspaceId(), queued.id()).orElseThrow();
    }

    /** Everybody as "address|name|status|tags|attributes", by address. */
    List<String> people() {
        return audience.database.sql("""
                SELECT email || '|' || name || '|' || status || '|' || array_to_string(tags, ',') || '|' || attributes
                FROM audience.subscriber ORDER BY email_key""").query(String.class).list();
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("imports");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
