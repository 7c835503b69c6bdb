package lettermill.audience.imports;

import java.time.Instant;
import java.util.UUID;
import lettermill.audience.file.ImportPlan;
import lettermill.base.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * A file on its way into the audience.
 *
 * @param bytesRead how much of the file has been read, for a progress bar against {@code sizeBytes}
 * @param failure why it ended early, for FAILED
 */
record Import(
        UUID id,
        WorkspaceId workspaceId,
        String fileName,
        ImportState state,
        ImportMode mode,
        ImportPlan plan,
        long sizeBytes,
        long bytesRead,
        ImportCounts counts,
        @Nullable String failure,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        Instant createdAt) {}
