package lettermill.webhook.ses;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.TrustAnchor;
import java.time.Clock;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import lettermill.lab.vendor.sns.Sns;

/** SES' hook as it is in a Java that was started with {@link Sns#javaOptions}: another authority, another proxy, all else as it is. */
public final class LabSns {

    private LabSns() {}

    public static SesWebhook hook(Sns sns) throws GeneralSecurityException, IOException {
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry("lab", sns.authority());
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trust);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, managers.getTrustManagers(), null);
        HttpClient client = HttpClient.newBuilder()
                .sslContext(tls)
                .proxy(ProxySelector.of(new InetSocketAddress("127.0.0.1", sns.proxyPort())))
                .build();
        TrustedSnsCertificates.Documents documents = address -> {
            try (InputStream body = client.send(
                            HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofInputStream())
                    .body()) {
                return body.readAllBytes();
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                throw new IOException(stopping);
            }
        };
        Set<TrustAnchor> anchors = Set.of(new TrustAnchor(sns.authority(), null));
        return new SesWebhook(new TrustedSnsCertificates(documents, anchors, Clock.systemUTC()), documents);
    }
}
