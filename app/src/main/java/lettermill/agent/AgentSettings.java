package lettermill.agent;

import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where MailAgent is, and how it locks its secrets.
 *
 * @param key the key that locks them; none takes a generated one from the folder
 * @param folder where that key lies, readable by us alone
 * @param url a MailAgent in a process of its own; empty: in this process
 * @param token what both know, 32 characters or more; for a MailAgent of its own only, where no certificates stand in for it
 * @param tls the certificates of that line
 */
@ConfigurationProperties("lettermill.mailagent")
record AgentSettings(
        @Nullable String key,
        Path folder,
        @DefaultValue("") String url,
        @DefaultValue("") String token,
        @DefaultValue AgentTls tls) {

    private static final int SHORTEST_TOKEN = 32;

    AgentSettings {
        if (!url.isEmpty()) {
            requireAddress(url);
            if (tls.certificate() == null || !token.isEmpty()) {
                requireToken(token);
            }
            if (tls.ofProduct() && !url.startsWith("https:")) {
                throw new IllegalArgumentException("MAILAGENT_URL is " + url
                        + "; with MAILAGENT_TLS_SERVER_CA or MAILAGENT_TLS_CLIENT_CERTIFICATE it is https");
            }
        }
    }

    /** Whether MailAgent is a process of its own. */
    boolean elsewhere() {
        return !url.isEmpty();
    }

    /** @throws IllegalArgumentException naming MAILAGENT_TOKEN when it is no token that nobody guesses */
    static void requireToken(String token) {
        if (token.length() < SHORTEST_TOKEN || !token.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new IllegalArgumentException("MAILAGENT_TOKEN must be at least " + SHORTEST_TOKEN
                    + " visible characters, the same for both, for example from: openssl rand -hex 32");
        }
    }

    private static void requireAddress(String url) {
        URI uri = URI.create(url);
        boolean plain = "http".equals(uri.getScheme());
        if (uri.getHost() == null
                || !plain && !"https".equals(uri.getScheme())
                || !uri.getRawPath().isEmpty()) {
            throw new IllegalArgumentException(
                    "MAILAGENT_URL is " + url + "; it must be like https://mailagent.example.org:8001");
        }
        if (plain && !loopback(uri.getHost())) {
            throw new IllegalArgumentException("MAILAGENT_URL is " + url
                    + "; letters and passwords go over https to another machine (MAILAGENT_TLS on its side)");
        }
    }

    private static boolean loopback(String host) {
        if (host.equals("localhost")) {
            return true;
        }
        try {
            return InetAddress.ofLiteral(host.replaceAll("^\\[|]$", "")).isLoopbackAddress();
        } catch (IllegalArgumentException name) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "AgentSettings[" + folder + ", " + url + "]";
    }
}
