package lettermill;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.ConfigurableApplicationContext;

/** MailAgent as it runs alone, with a database and a key of its own; in this JVM, but only HTTP leads to it. */
public final class MailAgentProcess implements AutoCloseable {

    public static final String TOKEN = "a-token-for-tests-of-more-than-32-characters";

    private final ConfigurableApplicationContext context;

    private MailAgentProcess(ConfigurableApplicationContext context) {
        this.context = context;
    }

    public static MailAgentProcess start() {
        return start(Map.of());
    }

    /** @param settings by their environment names, in place of the usual ones */
    public static MailAgentProcess start(Map<String, String> settings) {
        Map<String, Object> all = new HashMap<>(Map.of(
                "MAILAGENT_PORT",
                "0",
                "MAILAGENT_TOKEN",
                TOKEN,
                "LETTERMILL_DATA",
                System.getProperty("java.io.tmpdir") + "/mailagent-test-" + UUID.randomUUID(),
                "LETTERMILL_DNS_RESOLVER",
                "127.0.0.1:1",
                "LETTERMILL_DNS_TIMEOUT",
                "50ms",
                "DATABASE_URL",
                TestDatabase.freshUrl()));
        all.putAll(settings);
        return new MailAgentProcess(
                MailAgentApplication.builder().properties(all).run());
    }

    public int port() {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** Where it speaks TLS, with a certificate of localhost. */
    public URI securedUrl() {
        return URI.create("https://localhost:" + port());
    }

    @Override
    public void close() {
        context.close();
    }
}
