package lettermill.audience.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.UUID;
import lettermill.TestClock;
import lettermill.audience.AudienceFixture;
import lettermill.engine.ActivityRun;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class RemoveIdleUploadsTest {

    private final ImportDesk desk = new ImportDesk();
    private final TestClock clock = new TestClock(AudienceFixture.NOW);
    private final RemoveIdleUploads job = new RemoveIdleUploads(
            new IdleUploads(desk.audience.database),
            desk.files,
            new TransactionTemplate(new JdbcTransactionManager(desk.audience.dataSource)),
            clock);

    @Test
    void whatNobodyStartedWithinADayIsRemovedAndSaid() throws IOException {
        UUID started = uploaded("QUEUED");
        UUID forgotten = uploaded("UPLOADED");
        UUID counted = uploaded("DONE");
        UUID failed = uploaded("FAILED");

        passes(Duration.ofHours(23));
        UUID recent = uploaded("UPLOADED");
        run();
        assertThat(kept(forgotten)).isTrue();

        passes(Duration.ofHours(2));
        run();
        assertThat(kept(started)).isTrue();
        assertThat(kept(recent)).isTrue();
        assertThat(kept(forgotten)).isFalse();
        assertThat(kept(counted)).isFalse();
        assertThat(kept(failed)).isFalse();
        Import said = desk.imports.find(desk.audience.workspace, forgotten).orElseThrow();
        assertThat(said.state()).isEqualTo(ImportState.CANCELLED);
        assertThat(said.failure()).contains("within a day").contains("upload it again");
    }

    @Test
    void filesWithoutAnImportGoTooAndForeignOnesStay() throws IOException {
        UUID orphan = UUID.randomUUID();
        desk.files.store(orphan, new ByteArrayInputStream(new byte[1]));
        Path foreign = Files.writeString(desk.folder.resolve("people.csv"), "x");
        touch(orphan);
        Files.setLastModifiedTime(foreign, FileTime.from(clock.instant()));

        passes(Duration.ofHours(25));
        run();
        assertThat(kept(orphan)).isFalse();
        assertThat(foreign).exists();
    }

    @Test
    void anUploadWhoseFileWentBeforeACrashIsSaidToo() throws IOException {
        UUID forgotten = uploaded("UPLOADED");
        desk.files.delete(forgotten);

        passes(Duration.ofHours(25));
        run();
        assertThat(desk.imports
                        .find(desk.audience.workspace, forgotten)
                        .orElseThrow()
                        .state())
                .isEqualTo(ImportState.CANCELLED);
    }

    private UUID uploaded(String state) throws IOException {
        UUID id = desk.queue(
                        new ByteArrayInputStream("email\na@example.org\n".getBytes(StandardCharsets.UTF_8)),
                        ImportMode.DRY_RUN,
                        plan -> plan)
                .id();
        desk.audience
                .database
                .sql("UPDATE audience.import SET state = :state, updated_at = :now WHERE id = :id")
                .param("state", state)
                .param("now", java.sql.Timestamp.from(clock.instant()))
                .param("id", id)
                .update();
        touch(id);
        return id;
    }

    private void touch(UUID id) throws IOException {
        Files.setLastModifiedTime(desk.files.existing(id), FileTime.from(clock.instant()));
    }

    private boolean kept(UUID id) {
        return Files.exists(desk.folder.resolve(id + ".csv"));
    }

    private void passes(Duration time) {
        clock.advance(time);
    }

    private void run() {
        job.run(new ActivityRun("remove-idle-uploads", 1, () -> false));
    }
}
