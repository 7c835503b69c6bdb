package lettermill.engine.temporal;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import lettermill.engine.Queue;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the cluster is reached and what this process does for it.
 *
 * @param address host:port of its frontend
 * @param namespace where our workflows live
 * @param taskQueue what our task queues' names start with
 * @param queues whose activities this process runs
 * @param jobs activities of JOBS at once in this process
 * @param lanes activities of SENDING at once in this process
 * @param apiKey sent as a bearer token over TLS; none for none
 */
@ConfigurationProperties("lettermill.engine.temporal")
record TemporalSettings(
        @DefaultValue("127.0.0.1:7233") String address,
        @DefaultValue("default") String namespace,
        @DefaultValue("lettermill") String taskQueue,
        @DefaultValue({"jobs", "sending"}) Set<Queue> queues,
        @DefaultValue("32") int jobs,
        @DefaultValue("64") int lanes,
        @Nullable String apiKey,
        @DefaultValue Tls tls) {

    TemporalSettings {
        apiKey = apiKey == null || apiKey.isBlank() ? null : apiKey;
        if (queues.isEmpty()) {
            throw new IllegalArgumentException("TEMPORAL_QUEUES names no queue; it may be jobs, sending or both");
        }
        if (jobs < 1 || lanes < 1) {
            throw new IllegalArgumentException("TEMPORAL_JOBS and TEMPORAL_LANES must be at least 1");
        }
    }

    /**
     * How the connection is secured.
     *
     * @param use ON even without a file of ours, as a cloud with API keys wants it
     * @param authority PEM of the authority that signed the cluster's certificate; none trusts what Java trusts
     * @param certificate PEM of our own certificate, for mutual TLS
     * @param key PEM (PKCS #8) of its private key
     * @param serverName the name in the cluster's certificate where it isn't the address's host
     */
    record Tls(
            @DefaultValue("off") Use use,
            @Nullable Path authority,
            @Nullable Path certificate,
            @Nullable Path key,
            @Nullable String serverName) {

        /** Whether TLS is spoken. */
        enum Use {
            ON,
            OFF
        }

        Tls {
            authority = given(authority);
            certificate = given(certificate);
            key = given(key);
            serverName = serverName == null || serverName.isBlank() ? null : serverName;
            if ((certificate == null) != (key == null)) {
                throw new IllegalArgumentException(
                        "TEMPORAL_TLS_CLIENT_CERT_PATH and TEMPORAL_TLS_CLIENT_KEY_PATH go together; one of them is missing");
            }
        }
    }

    private static @Nullable Path given(@Nullable Path path) {
        return path == null || path.toString().isBlank() ? null : path;
    }

    boolean secured() {
        return tls.use() == Tls.Use.ON || tls.authority() != null || tls.certificate() != null || apiKey != null;
    }

    String queueName(Queue queue) {
        return taskQueue + "-" + queue.name().toLowerCase(Locale.ROOT);
    }
}
