package lettermill.agent;

import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Who vouches for whom on the line between product and MailAgent; files in PEM, none where nothing is set.
 *
 * @param authority the product's: who signed MailAgent's certificate; none trusts what Java trusts
 * @param certificate the product's own, which stands in for the token
 * @param key its private key (PKCS #8)
 * @param clients MailAgent's: who signs the certificates of those that it hears
 */
record AgentTls(
        @Nullable Path authority,
        @Nullable Path certificate,
        @Nullable Path key,
        @Nullable Path clients) {

    static final String SERVER_CERTIFICATE = "MAILAGENT_TLS_CERTIFICATE";
    static final String SERVER_KEY = "MAILAGENT_TLS_KEY";
    static final String CLIENTS = "MAILAGENT_TLS_CLIENT_CA";
    private static final String AUTHORITY = "MAILAGENT_TLS_SERVER_CA";
    private static final String CERTIFICATE = "MAILAGENT_TLS_CLIENT_CERTIFICATE";
    private static final String KEY = "MAILAGENT_TLS_CLIENT_KEY";

    AgentTls {
        authority = given(authority);
        certificate = given(certificate);
        key = given(key);
        clients = given(clients);
        PemFiles.requireCertificate(AUTHORITY, authority);
        PemFiles.requireCertificate(CLIENTS, clients);
        if (certificate != null || key != null) {
            PemFiles.requirePair(CERTIFICATE, certificate, KEY, key);
        }
    }

    private static @Nullable Path given(@Nullable Path path) {
        return path == null || path.toString().isBlank() ? null : path;
    }

    /** Whether anything is set for the product's side. */
    boolean ofProduct() {
        return authority != null || certificate != null;
    }

    /** What the product shows and trusts. */
    SSLContext context() {
        return PemFiles.context(certificate, key, authority);
    }
}
