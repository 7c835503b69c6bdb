package lettermill.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.ssl.PemSslBundleProperties;
import org.springframework.boot.autoconfigure.ssl.PropertiesSslBundle;

/** Certificates and keys in PEM, read by Spring Boot's bundles; what cannot be used is told by its variable's name. */
final class PemFiles {
    private PemFiles() {}

    /**
     * @param certificate what to show, with its key; null shows none
     * @param authority whom to trust; null for what Java trusts
     */
    static SSLContext context(@Nullable Path certificate, @Nullable Path key, @Nullable Path authority) {
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

    /** @throws IllegalArgumentException naming the variable unless the file, if there is one, has a certificate */
    static void requireCertificate(String name, @Nullable Path path) {
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
