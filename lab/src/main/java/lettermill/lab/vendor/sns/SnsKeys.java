package lettermill.lab.vendor.sns;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An authority of the lab's own and a certificate by it for SNS's host, from the JDK's keytool.
 *
 * @param trustStore PKCS #12 with the authority alone
 */
record SnsKeys(PrivateKey key, X509Certificate certificate, X509Certificate authority, Path trustStore) {
    static final String PASSWORD = "changeit";

    /** @throws IOException when there is no keytool, or it fails */
    static SnsKeys make(Path folder, String host) throws IOException, InterruptedException {
        Path store = folder.resolve("sns.p12");
        Files.deleteIfExists(store);
        keytool(store, "authority", "-keyalg", "EC", "-dname", "CN=Authority of the lab", "-ext", "bc:c");
        keytool(
                store,
                "sns",
                "-signer",
                "authority",
                "-keyalg",
                "RSA",
                "-dname",
                "CN=" + host,
                "-ext",
                "san=dns:" + host);
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            X509Certificate authority = (X509Certificate) keys.getCertificate("authority");
            return new SnsKeys(
                    (PrivateKey) keys.getKey("sns", PASSWORD.toCharArray()),
                    (X509Certificate) keys.getCertificate("sns"),
                    authority,
                    trusting(authority, folder.resolve("authority.p12")));
        } catch (GeneralSecurityException unreadable) {
            throw new IOException("keytool's store can't be read", unreadable);
        }
    }

    private static Path trusting(X509Certificate authority, Path file) throws IOException, GeneralSecurityException {
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry("authority", authority);
        try (OutputStream out = Files.newOutputStream(file)) {
            trust.store(out, PASSWORD.toCharArray());
        }
        return file;
    }

    private static void keytool(Path store, String alias, String... more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias", alias));
        command.addAll(Arrays.asList(more));
        command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        command.addAll(List.of("-validity", "3650", "-noprompt"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("keytool: " + output.strip());
        }
    }
}
