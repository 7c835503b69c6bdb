package lettermill.audience.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import lettermill.base.Problem;
import org.springframework.stereotype.Component;

/** Uploaded files on disk, each under the id of its import: no name of a client ever becomes a path. */
@Component
class ImportFiles {

    private static final String ENDING = ".csv";
    private static final Pattern OURS = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final ImportSettings settings;

    ImportFiles(ImportSettings settings) {
        this.settings = settings;
    }

    /**
     * Writes an upload to disk as it comes.
     *
     * @return its size in bytes
     * @throws Problem.TooLarge when it is longer than the settings allow; nothing is left then
     */
    long store(UUID id, InputStream upload) throws IOException {
        Files.createDirectories(settings.folder());
        Path file = path(id);
        long size = 0;
        byte[] buffer = new byte[1 << 16];
        boolean complete = false;
        try (OutputStream target = Files.newOutputStream(file)) {
            restrict(file);
            for (int read = upload.read(buffer); read >= 0; read = upload.read(buffer)) {
                size += read;
                if (size > settings.largestFile().toBytes()) {
                    throw new Problem.TooLarge("The file is larger than " + settings.largestFile() + ".");
                }
                target.write(buffer, 0, read);
            }
            complete = true;
        } finally {
            if (!complete) {
                delete(id);
            }
        }
        return size;
    }

    // It is a list of people: nobody else on the machine needs to read it.
    private static void restrict(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    /**
     * The file of an import.
     *
     * @throws Problem.Conflict when it isn't on this machine
     */
    Path existing(UUID id) {
        Path file = path(id);
        if (!Files.isRegularFile(file)) {
            throw new Problem.Conflict("The uploaded file is no longer here; upload it again.");
        }
        return file;
    }

    /** Imports whose files were not written to since then. */
    List<UUID> untouchedSince(Instant then) throws IOException {
        if (!Files.isDirectory(settings.folder())) {
            return List.of();
        }
        List<UUID> untouched = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(settings.folder(), "*" + ENDING)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                String id = name.substring(0, name.length() - ENDING.length());
                if (OURS.matcher(id).matches()
                        && Files.getLastModifiedTime(file).toInstant().isBefore(then)) {
                    untouched.add(UUID.fromString(id));
                }
            }
        }
        return untouched;
    }

    void delete(UUID id) throws IOException {
        Files.deleteIfExists(path(id));
    }

    private Path path(UUID id) {
        return settings.folder().resolve(id + ENDING);
    }
}
