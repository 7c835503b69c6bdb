package lettermill.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import lettermill.lab.dns.DnsServer;
import lettermill.lab.dns.Zone;
import lettermill.mailagent.dns.DnsClient;
import lettermill.mailagent.dns.DnsSettings;
import lettermill.notification.endpoint.Networks;
import lettermill.webhook.ses.TestCertificates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The address is ours to choose, the name has to be proved all the same. */
class CourierTlsTest {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    Path folder;

    @Test
    void theCertificateHasToBeOfTheNameNotOfTheAddress() throws Exception {
        KeyStore keys = keys();
        HttpsServer server = server(keys);
        try (DnsServer dns = new DnsServer()) {
            dns.serve(new Zone().address("hooks.example", "127.0.0.1").address("other.example", "127.0.0.1"));
            AddressBook addresses = new AddressBook(
                    new DnsClient(DnsSettings.of(dns.address(), Duration.ofSeconds(1))),
                    new Networks(List.of(Networks.Network.of("127.0.0.1"))));
            int port = server.getAddress().getPort();
            try (Courier courier = new Courier(addresses, trusting(keys), Duration.ofSeconds(10), Clock.systemUTC());
                    Courier stranger = new Courier(addresses, everybody(), Duration.ofSeconds(10), Clock.systemUTC())) {
                assertThat(post(courier, "hooks.example", port).status()).isEqualTo(204);
                assertThat(post(courier, "other.example", port).text()).startsWith("no TLS");
                assertThat(post(courier, "127.0.0.1", port).text()).startsWith("no TLS");
                assertThat(post(stranger, "hooks.example", port).text()).startsWith("no TLS");
            }
        } finally {
            server.stop(0);
        }
    }

    /** What this machine trusts. */
    static SSLContext everybody() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException none) {
            throw new IllegalStateException(none);
        }
    }

    private static Answer post(Courier courier, String host, int port) {
        return courier.post(URI.create("https://" + host + ":" + port + "/"), Map.of("webhook-id", "1"), "{}");
    }

    private KeyStore keys() throws Exception {
        Path store = folder.resolve("keys.p12");
        TestCertificates.keytool(
                store,
                "-genkeypair",
                "-alias",
                "hooks",
                "-keyalg",
                "EC",
                "-dname",
                "CN=hooks.example",
                "-ext",
                "SAN=dns:hooks.example",
                "-validity",
                "3650");
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }

    private static HttpsServer server(KeyStore keys) throws Exception {
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static SSLContext trusting(KeyStore keys) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("hooks", keys.getCertificate("hooks"));
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }
}
