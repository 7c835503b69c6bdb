package lettermill.engine.temporal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import lettermill.webhook.ses.TestCertificates;

/**
 * A certificate that signs itself, and its key.
 *
 * @param certificate in PEM
 * @param key in PEM (PKCS #8)
 */
public record PemKeys(Path certificate, Path key) {

    /** Makes them in the folder, for a host of that name. */
    public static PemKeys make(Path folder, String host) throws IOException, GeneralSecurityException {
        Path store = folder.resolve(host + ".p12");
        TestCertificates.keytool(
                store,
                "-genkeypair",
                "-alias",
                "own",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + host,
                "-ext",
                "san=dns:" + host);
        Path certificate = Files.writeString(
                folder.resolve(host + ".crt"), TestCertificates.keytool(store, "-exportcert", "-rfc", "-alias", "own"));
        char[] password = "changeit".toCharArray();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, password);
        }
        byte[] octets = keys.getKey("own", password).getEncoded();
        Path key = Files.writeString(
                folder.resolve(host + ".key"),
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder().encodeToString(octets)
                        + "\n-----END PRIVATE KEY-----\n");
        return new PemKeys(certificate, key);
    }
}
