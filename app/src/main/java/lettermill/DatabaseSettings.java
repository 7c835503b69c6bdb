package lettermill;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which database to use.
 *
 * @param url {@code postgresql://user:password@host:port/name} or a JDBC URL; none means the embedded database
 * @param data folder of the embedded database and of generated keys
 * @param port port of the embedded database on loopback; 0 takes a free one
 * @param poolSize connections of this process at most
 * @param schemas which tables the process brings up to date
 */
@ConfigurationProperties("lettermill.database")
record DatabaseSettings(
        @Nullable String url,
        @DefaultValue("./data") Path data,
        @DefaultValue("0") int port,
        @DefaultValue("24") int poolSize,
        @DefaultValue("ALL") Schemas schemas) {

    /** Whose tables are in it. */
    enum Schemas {
        /** The product's, and those of a MailAgent in its process. */
        ALL,
        MAILAGENT
    }

    DatabaseSettings {
        if (poolSize < 8) {
            throw new IllegalArgumentException("DATABASE_POOL_SIZE is " + poolSize + "; it must be at least 8");
        }
    }

    boolean embedded() {
        return url == null || url.isBlank();
    }

    /**
     * The JDBC form of {@link #url}.
     *
     * @throws IllegalArgumentException naming DATABASE_URL when it is neither form
     */
    String jdbcUrl() {
        String given = url == null ? "" : url.strip();
        if (given.startsWith("jdbc:postgresql:")) {
            return given;
        }
        URI uri = URI.create(given);
        boolean postgres = "postgres".equals(uri.getScheme()) || "postgresql".equals(uri.getScheme());
        if (!postgres || uri.getHost() == null || uri.getPath().length() < 2) {
            throw new IllegalArgumentException(
                    "DATABASE_URL must look like postgresql://user:password@host:5432/name or be a jdbc:postgresql: URL");
        }
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return "jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + query;
    }

    @Nullable
    String user() {
        return userInfo(0);
    }

    @Nullable
    String password() {
        return userInfo(1);
    }

    private @Nullable String userInfo(int index) {
        if (url == null || url.startsWith("jdbc:")) {
            return null;
        }
        String info = URI.create(url.strip()).getRawUserInfo();
        String[] parts = info == null ? new String[0] : info.split(":", 2);
        return index < parts.length ? URLDecoder.decode(parts[index], StandardCharsets.UTF_8) : null;
    }
}
