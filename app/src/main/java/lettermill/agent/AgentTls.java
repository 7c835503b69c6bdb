package lettermill.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.ssl.PemSslBundleProperties;
import org.springframework.boot.autoconfigure.ssl.PropertiesSslBundle;

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
        requireCertificate(AUTHORITY, authority);
        requireCertificate(CLIENTS, clients);
        if (certificate != null || key != null) {
            requirePair(CERTIFICATE, certificate, KEY, key);
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
        PemSslBundleProperties files = new PemSslBundleProperties();
        if (certificate != null && key != null) {
            files.getKeystore().setCertificate(location(certificate));
            files.getKeystore().setPrivateKey(location(key));
        }
        if (authority != null) {
            files.getTruststore().setCertificate(location(authority));
        }
        return PropertiesSslBundle.get(files).createSslContext();
    }

    /** As Spring Boot names a file. */
    static String location(Path path) {
        return path.toUri().toString();
    }

    /** @throws IllegalArgumentException naming the variables unless they are files with a certificate and its key */
    static void requirePair(String certificateName, @Nullable Path certificate, String keyName, @Nullable Path key) {
        Path shown = requireFile(certificateName, certificate);
        Path secret = requireFile(keyName, key);
        PemSslBundleProperties files = new PemSslBundleProperties();
        files.getKeystore().setCertificate(location(shown));
        files.getKeystore().setPrivateKey(location(secret));
        files.getKeystore().setVerifyKeys(true);
        load(certificateName + " and " + keyName + " are no certificate and its private key", files);
    }

    private static void requireCertificate(String name, @Nullable Path path) {
        if (path != null) {
            PemSslBundleProperties files = new PemSslBundleProperties();
            files.getTruststore().setCertificate(location(requireFile(name, path)));
            load(name + " has no certificate", files);
        }
    }

    private static void load(String trouble, PemSslBundleProperties files) {
        try {
            PropertiesSslBundle.get(files).createSslContext();
        } catch (IllegalArgumentException | IllegalStateException unusable) {
            // Without its cause: Spring Boot shows the innermost one alone, and that knows no variable's name.
            throw new IllegalArgumentException(trouble + ", in PEM: " + unusable.getMessage());
        }
    }

    private static Path requireFile(String name, @Nullable Path path) {
        if (path == null) {
            throw new IllegalArgumentException(name + " is missing; it names a file in PEM");
        }
        try {
            Files.readAllBytes(path);
            return path;
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(name + " is " + path + ", which cannot be read: " + unreadable);
        }
    }
}
