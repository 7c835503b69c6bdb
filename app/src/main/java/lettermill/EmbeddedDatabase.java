package lettermill;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A PostgreSQL of our own in the data folder: durable (fsync on), reachable on loopback with a generated password only,
 * used by one process at a time.
 */
final class EmbeddedDatabase implements AutoCloseable {

    private static final String USER = "postgres";

    private final FileChannel lock;
    private final EmbeddedPostgres server;
    private final String password;

    private EmbeddedDatabase(FileChannel lock, EmbeddedPostgres server, String password) {
        this.lock = lock;
        this.server = server;
        this.password = password;
    }

    /**
     * Starts the server, making its cluster if there is none.
     *
     * @param data folder that holds everything of it
     * @param port loopback port; 0 takes a free one
     * @throws IllegalStateException when another process uses the folder
     */
    static EmbeddedDatabase start(Path data, int port) {
        try {
            Path folder = Files.createDirectories(data.toAbsolutePath().normalize());
            FileChannel lock = lock(folder);
            Path cluster = folder.resolve("postgresql");
            endOrphan(cluster);
            Path password = password(folder);
            EmbeddedPostgres server = builder(cluster, password)
                    .setPort(port)
                    .setOverrideWorkingDirectory(
                            folder.resolve("postgresql-binaries").toFile())
                    .start();
            return new EmbeddedDatabase(lock, server, Files.readString(password));
        } catch (IOException failure) {
            throw new UncheckedIOException("The embedded database in " + data + " does not start", failure);
        }
    }

    private static EmbeddedPostgres.Builder builder(Path cluster, Path password) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(cluster)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(Duration.ofSeconds(60))
                // The library starts its servers for tests, with durability off.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("max_connections", "100")
                .setServerConfig("shared_buffers", "128MB")
                .setServerConfig("max_wal_size", "4GB")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                // initdb's own options: it would trust every local user otherwise.
                .setLocaleConfig("auth-host", "scram-sha-256")
                .setLocaleConfig("auth-local", "scram-sha-256")
                .setLocaleConfig("pwfile", password.toString())
                .setLocaleConfig("locale", "C.UTF-8")
                .setConnectConfig("password", Files.readString(password));
    }

    String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres";
    }

    String user() {
        return USER;
    }

    String password() {
        return password;
    }

    @Override
    public void close() throws IOException {
        server.close();
        lock.close();
    }

    private static FileChannel lock(Path folder) throws IOException {
        FileChannel channel = FileChannel.open(
                folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.READ);
        FileLock held = null;
        try {
            held = channel.tryLock();
        } catch (OverlappingFileLockException inThisProcess) {
            // The same answer as for another process, below.
        }
        if (held == null) {
            channel.close();
            throw new IllegalStateException("Another Lettermill runs on the embedded database in " + folder
                    + "; stop it, or set DATABASE_URL to share one PostgreSQL");
        }
        return channel;
    }

    /** After a kill -9 of ours the old server lives on; we hold the lock, so nobody uses it: it ends, and recovers on the next start. */
    private static void endOrphan(Path cluster) throws IOException {
        Path pidFile = cluster.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        String pid = Files.readAllLines(pidFile).getFirst().strip();
        Optional<ProcessHandle> orphan = ProcessHandle.of(Long.parseLong(pid))
                .filter(process -> process.info().command().orElse("").endsWith("postgres"));
        if (orphan.isPresent()) {
            orphan.get().destroy();
            awaitEnd(orphan.get());
        }
        Files.deleteIfExists(pidFile);
    }

    private static void awaitEnd(ProcessHandle process) throws IOException {
        try {
            process.onExit().get(10, TimeUnit.SECONDS);
        } catch (TimeoutException stubborn) {
            // Connections of a dead client keep a polite stop waiting; the write-ahead log makes the hard one safe.
            process.destroyForcibly();
            process.onExit().join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while the former database server ended", interrupted);
        } catch (ExecutionException impossible) {
            throw new IOException(impossible);
        }
    }

    private static Path password(Path folder) throws IOException {
        Path file = folder.resolve("postgresql-password");
        if (!Files.exists(file)) {
            byte[] random = new byte[24];
            new SecureRandom().nextBytes(random);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, HexFormat.of().formatHex(random));
        }
        return file;
    }
}
