package lettermill.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** The product's embedded database, opened beside it: for limits that are measured on the very same server. */
public final class EmbeddedDatabaseAccess {
    private EmbeddedDatabaseAccess() {}

    /**
     * Connects.
     *
     * @param data the folder the product was started with
     * @param port the port it was told to give its database
     * @throws IOException if there is no such database
     */
    public static Connection open(Path data, int port) throws IOException {
        String password = Files.readString(data.resolve("app").resolve("postgresql-password"));
        try {
            return DriverManager.getConnection(
                    "jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", password);
        } catch (SQLException refused) {
            throw new IOException("the embedded database cannot be reached: " + refused.getMessage(), refused);
        }
    }
}
