package lettermill.webhook.ses;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Certificates that lead, by way of Amazon's intermediate authorities, to one that this Java trusts (RFC 5280 section 6). SNS
 * publishes the last certificate alone, so the others are fetched where it says that its issuer stands, from Amazon Trust
 * Services only; a wrong answer there can't do more than break the chain. Remembered for a day.
 */
final class TrustedSnsCertificates implements SnsCertificates {

    /** How a document at an address is had; {@link HttpDocuments#get} outside of tests. */
    @FunctionalInterface
    interface Documents {
        byte[] get(URI address) throws IOException;
    }

    private static final String AUTHORITY_INFORMATION_ACCESS = "1.3.6.1.5.5.7.1.1";
    private static final Pattern ISSUER_ADDRESS =
            Pattern.compile("http://(?:crt|ca)\\.[a-z0-9.-]+\\.amazontrust\\.com/[A-Za-z0-9._-]+\\.(?:cer|crt)");
    private static final int LONGEST_CHAIN = 4;
    private static final Duration REMEMBERED = Duration.ofDays(1);
    private static final int MOST_REMEMBERED = 200;

    private final Documents documents;
    private final Set<TrustAnchor> anchors;
    private final Clock clock;
    private final Cache<URI, X509Certificate> known = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(REMEMBERED)
            .build();

    TrustedSnsCertificates(Documents documents, Set<TrustAnchor> anchors, Clock clock) {
        this.documents = documents;
        this.anchors = anchors;
        this.clock = clock;
    }

    /** The authorities that this Java trusts. */
    static Set<TrustAnchor> platformAnchors() {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            Set<TrustAnchor> anchors = new HashSet<>();
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509TrustManager trust) {
                    for (X509Certificate root : trust.getAcceptedIssuers()) {
                        anchors.add(new TrustAnchor(root, null));
                    }
                }
            }
            return anchors;
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("this Java has no trusted authorities", broken);
        }
    }

    @Override
    public X509Certificate at(URI address) throws IOException, CertificateException {
        X509Certificate remembered = known.getIfPresent(address);
        if (remembered != null) {
            remembered.checkValidity(Date.from(clock.instant()));
            return remembered;
        }
        List<X509Certificate> chain = read(documents.get(address));
        X509Certificate leaf = chain.getFirst();
        while (!leads(leaf, chain)) {
            Optional<URI> issuer = issuerOf(chain.getLast());
            if (issuer.isEmpty() || chain.size() >= LONGEST_CHAIN) {
                throw new CertificateException("it leads to no authority that is trusted");
            }
            chain.addAll(read(documents.get(issuer.get())));
        }
        known.put(address, leaf);
        return leaf;
    }

    private static List<X509Certificate> read(byte[] document) throws CertificateException {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Certificate each :
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(document))) {
            certificates.add((X509Certificate) each);
        }
        if (certificates.isEmpty()) {
            throw new CertificateException("there is no certificate");
        }
        return certificates;
    }

    private boolean leads(X509Certificate leaf, List<X509Certificate> chain) {
        try {
            X509CertSelector target = new X509CertSelector();
            target.setCertificate(leaf);
            PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, target);
            parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(chain)));
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(clock.instant()));
            CertPathBuilder.getInstance("PKIX").build(parameters);
            return true;
        } catch (GeneralSecurityException broken) {
            return false;
        }
    }

    private static Optional<URI> issuerOf(X509Certificate certificate) {
        byte[] extension = certificate.getExtensionValue(AUTHORITY_INFORMATION_ACCESS);
        if (extension == null) {
            return Optional.empty();
        }
        // The address stands in DER as plain ASCII (RFC 5280 section 4.2.2.1), behind a length octet.
        Matcher matcher = ISSUER_ADDRESS.matcher(new String(extension, StandardCharsets.ISO_8859_1));
        return matcher.find() ? Optional.of(URI.create(matcher.group())) : Optional.empty();
    }
}
