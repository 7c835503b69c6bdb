package lettermill;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A PostgreSQL of one test alone, that it may stop, start again where it was, and change the settings of. */
public final class DatabaseServer implements AutoCloseable {

    private final Path folder;
    private final int port;
    private EmbeddedDatabase server;
    private boolean running = true;

    /** Starts it. */
    public DatabaseServer(Path folder) {
        this.folder = folder;
        this.server = EmbeddedDatabase.start(folder, 0);
        String address = server.jdbcUrl();
        this.port = Integer.parseInt(address.replaceFirst(".*:([0-9]+)/.*", "$1"));
    }

    /** As in DATABASE_URL. */
    public String url() {
        return "postgresql://" + server.user() + ":" + server.password() + "@127.0.0.1:" + port + "/postgres";
    }

    /** Stops it as an administrator does: all connections are cut. */
    public synchronized void stop() throws IOException {
        if (running) {
            server.close();
            running = false;
        }
    }

    /** Starts it again with the same data, on the same port. */
    public synchronized void startAgain() {
        server = EmbeddedDatabase.start(folder, port);
        running = true;
    }

    /** Runs a statement over a connection of its own, which may change a read-only database too. */
    public void run(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
                Statement statement = connection.createStatement()) {
            statement.execute("SET default_transaction_read_only = off");
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws IOException {
        stop();
    }
}
