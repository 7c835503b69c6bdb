package lettermill.webhook.ses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lettermill.TestClock;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which signing certificates are believed: real chains, made by the JDK's keytool, fetched from a table of documents. */
class TrustedSnsCertificatesTest {

    private static final URI ADDRESS = URI.create(
            "https://sns.us-east-1.amazonaws.com/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem");
    private static final URI ISSUER = URI.create("http://crt.r2m04.amazontrust.com/r2m04.cer");

    @TempDir
    static Path folder;

    private static KeyStore keys;

    private final TestClock clock = new TestClock(Instant.now().plus(Duration.ofMinutes(1)));
    private final Map<URI, byte[]> documents = new HashMap<>();
    private final List<URI> fetched = new ArrayList<>();

    @BeforeAll
    static void makeChains() throws IOException, GeneralSecurityException {
        Path store = folder.resolve("chains.p12");
        make(store, "root", "-ext", "bc:c");
        make(store, "intermediate", "-signer", "root", "-ext", "bc:c");
        make(store, "leaf", "-signer", "intermediate", "-ext", "aia=caIssuers:URI:" + ISSUER);
        make(store, "stray", "-signer", "intermediate", "-ext", "aia=caIssuers:URI:http://crt.example.com/r2m04.cer");
        keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, "changeit".toCharArray());
        }
    }

    private static void make(Path store, String alias, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(
                List.of("-genkeypair", "-alias", alias, "-keyalg", "EC", "-dname", "CN=" + alias, "-validity", "30"));
        arguments.addAll(List.of(more));
        TestCertificates.keytool(store, arguments.toArray(String[]::new));
    }

    private static X509Certificate certificate(String alias) throws GeneralSecurityException {
        return (X509Certificate) keys.getCertificate(alias);
    }

    private TrustedSnsCertificates trusting(String... roots) throws GeneralSecurityException {
        Set<TrustAnchor> anchors = new HashSet<>();
        for (String root : roots) {
            anchors.add(new TrustAnchor(certificate(root), null));
        }
        return new TrustedSnsCertificates(this::get, anchors, clock);
    }

    private byte[] get(URI address) throws IOException {
        fetched.add(address);
        byte[] document = documents.get(address);
        if (document == null) {
            throw new IOException(address + " answers 404");
        }
        return document;
    }

    @Test
    void theIssuerIsFetchedWhereTheCertificateSaysAndBothAreAskedForOnce()
            throws IOException, GeneralSecurityException {
        documents.put(ADDRESS, certificate("leaf").getEncoded());
        documents.put(ISSUER, certificate("intermediate").getEncoded());
        TrustedSnsCertificates certificates = trusting("root");
        assertThat(certificates.at(ADDRESS)).isEqualTo(certificate("leaf"));
        assertThat(certificates.at(ADDRESS)).isEqualTo(certificate("leaf"));
        assertThat(fetched).containsExactly(ADDRESS, ISSUER);
    }

    @Test
    void aChainToAnAuthorityThatIsNotTrustedIsRefusedEachTime() throws GeneralSecurityException {
        documents.put(ADDRESS, certificate("leaf").getEncoded());
        documents.put(ISSUER, certificate("intermediate").getEncoded());
        TrustedSnsCertificates certificates = trusting("stray");
        assertThatThrownBy(() -> certificates.at(ADDRESS)).isInstanceOf(CertificateException.class);
        assertThatThrownBy(() -> certificates.at(ADDRESS)).isInstanceOf(CertificateException.class);
    }

    @Test
    void aForeignIssuerBreaksTheChain() throws GeneralSecurityException {
        documents.put(ADDRESS, certificate("leaf").getEncoded());
        documents.put(ISSUER, certificate("stray").getEncoded());
        assertThatThrownBy(() -> trusting("root").at(ADDRESS)).isInstanceOf(CertificateException.class);
    }

    @Test
    void noIssuerIsFetchedOutsideOfAmazonTrustServices() throws GeneralSecurityException {
        documents.put(ADDRESS, certificate("stray").getEncoded());
        assertThatThrownBy(() -> trusting("root").at(ADDRESS)).isInstanceOf(CertificateException.class);
        assertThat(fetched).containsExactly(ADDRESS);
    }

    @Test
    void aCertificatePastItsTimeIsRefusedAlsoWhenItIsRemembered() throws IOException, GeneralSecurityException {
        documents.put(ADDRESS, certificate("leaf").getEncoded());
        documents.put(ISSUER, certificate("intermediate").getEncoded());
        TrustedSnsCertificates certificates = trusting("root");
        certificates.at(ADDRESS);
        clock.advance(Duration.ofDays(40));
        assertThatThrownBy(() -> certificates.at(ADDRESS)).isInstanceOf(CertificateException.class);
        assertThatThrownBy(() -> trusting("root").at(ADDRESS)).isInstanceOf(CertificateException.class);
    }

    @Test
    void whatIsNoCertificateIsRefusedAndWhatIsAwayIsTriedAgain() throws IOException, GeneralSecurityException {
        TrustedSnsCertificates certificates = trusting("root");
        assertThatThrownBy(() -> certificates.at(ADDRESS)).isInstanceOf(IOException.class);
        documents.put(ADDRESS, "<html>moved</html>".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> certificates.at(ADDRESS)).isInstanceOf(CertificateException.class);
        documents.put(ADDRESS, certificate("leaf").getEncoded());
        documents.put(ISSUER, certificate("intermediate").getEncoded());
        assertThat(certificates.at(ADDRESS)).isEqualTo(certificate("leaf"));
    }
}
