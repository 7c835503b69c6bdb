package lettermill.mailagent.secret;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where the key comes from: the environment, or a file of our own beside the data. */
public final class KeyFile {
    /** The variable with one or more keys, base64 of 32 bytes, separated by commas; the first locks. */
    public static final String VARIABLE = "LETTERMILL_MAILAGENT_KEY";

    private static final String NAME = "mailagent.key";
    private static final Set<PosixFilePermission> OWNER_ONLY =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private KeyFile() {}

    /**
     * The keys of the variable's value, or else of the file {@code mailagent.key} in the folder, made with mode 600 if missing.
     *
     * @throws IllegalArgumentException if a value is no key, or others may read the file; says what would be right
     * @throws IOException if the file can neither be read nor made
     */
    public static Secrets open(@Nullable String value, Path folder) throws IOException {
        return open(VARIABLE, value, folder.resolve(NAME));
    }

    /**
     * The keys of a variable's value, or else of a file of its own.
     *
     * @param variable the name of the variable, for the words of a complaint
     * @throws IllegalArgumentException if a value is no key, or others may read the file; says what would be right
     * @throws IOException if the file can neither be read nor made
     */
    public static Secrets open(String variable, @Nullable String value, Path file) throws IOException {
        if (value != null && !value.isBlank()) {
            return new Secrets(parse(variable, value));
        }
        if (!Files.exists(file)) {
            create(file.toAbsolutePath());
        }
        if (isPosix(file) && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
            throw new IllegalArgumentException(file + " may be read by others: chmod 600 " + file);
        }
        return new Secrets(parse(file.toString(), Files.readString(file)));
    }

    private static void create(Path file) throws IOException {
        Path folder = Objects.requireNonNull(file.getParent(), "a file has a folder");
        Files.createDirectories(folder);
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        try {
            if (isPosix(folder)) {
                Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            } else {
                Files.createFile(file);
            }
        } catch (FileAlreadyExistsException otherProcess) {
            return;
        }
        Files.writeString(
                file,
                Base64.getEncoder().encodeToString(key) + "\n",
                StandardCharsets.US_ASCII,
                StandardOpenOption.WRITE);
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static List<byte[]> parse(String origin, String text) {
        List<byte[]> keys = new ArrayList<>();
        for (String word : text.strip().split("\\s*,\\s*", -1)) {
            byte[] key = decode(word);
            if (key.length != 32) {
                throw new IllegalArgumentException(
                        origin + " must be base64 of 32 random bytes, for example from: openssl rand -base64 32");
            }
            keys.add(key);
        }
        return keys;
    }

    private static byte[] decode(String word) {
        try {
            return Base64.getDecoder().decode(word);
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }
}
