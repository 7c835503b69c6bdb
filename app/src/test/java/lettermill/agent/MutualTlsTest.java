package lettermill.agent;

import static lettermill.agent.TestLetters.letter;
import static lettermill.agent.TestLetters.wave;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.UUID;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import lettermill.MailAgentProcess;
import lettermill.base.Problem;
import lettermill.engine.temporal.PemKeys;
import lettermill.wire.DomainKey;
import lettermill.wire.MailAgent;
import lettermill.wire.Outcome.Deferred;
import lettermill.wire.ProviderKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;

/** MailAgent's whole contract over mutual TLS without a token, and who is not let in. */
class MutualTlsTest extends MailAgentContract {

    private static final String NONE = "";

    @TempDir
    private static Path folder;

    private static PemKeys ofServer;
    private static PemKeys ofClient;
    private static PemKeys ofStranger;
    private static MailAgentProcess process;
    private static RemoteMailAgent agent;

    @BeforeAll
    static void start() throws Exception {
        ofServer = PemKeys.make(folder, "localhost");
        ofClient = PemKeys.make(folder, "product.example");
        ofStranger = PemKeys.make(folder, "stranger.example");
        process = MailAgentProcess.start(secured(NONE));
        agent = new RemoteMailAgent(new AgentLine(
                process.securedUrl(), NONE, tls(ofServer, ofClient).context()));
    }

    @AfterAll
    static void stop() {
        agent.close();
        process.close();
    }

    @Override
    MailAgent agent() {
        return agent;
    }

    @Test
    void whoShowsNoCertificateIsNotHeardWhateverElseHeShows() {
        for (String token : new String[] {NONE, MailAgentProcess.TOKEN}) {
            try (RemoteMailAgent nobody =
                    line(process, token, tls(ofServer, null).context())) {
                assertThat(nobody.trouble()).contains("MAILAGENT_TLS_CLIENT_CERTIFICATE");
                assertThatThrownBy(() -> nobody.createDomain(new DomainKey(UUID.randomUUID(), "news.example")))
                        .isInstanceOf(Problem.Unavailable.class);
            }
        }
    }

    @Test
    void aForeignCertificateEndsTheHandshakeAndNothingWasHeard() throws Exception {
        try (RemoteMailAgent polite =
                        line(process, NONE, tls(ofServer, ofStranger).context());
                RemoteMailAgent stubborn = line(process, NONE, stubborn(ofStranger))) {
            assertThat(polite.trouble()).isNotEmpty();
            assertThat(stubborn.trouble()).contains("do not trust each other");
            ProviderKey provider = new ProviderKey(UUID.randomUUID(), UUID.randomUUID());
            assertThat(stubborn.deliver(wave(provider, UUID.randomUUID(), letter(first, null))))
                    .as("no letter is unknown")
                    .allMatch(Deferred.class::isInstance);
        }
        try (RemoteMailAgent known = line(process, NONE, stubborn(ofClient))) {
            assertThat(known.trouble()).as("the same way with our own").isEmpty();
        }
    }

    @Test
    void aMailAgentThatNobodyVouchesForIsNotSpokenTo() {
        try (RemoteMailAgent product =
                line(process, NONE, tls(ofStranger, ofClient).context())) {
            assertThat(product.trouble()).contains("do not trust each other");
        }
    }

    @Test
    void healthIsForWhoWatches() throws Exception {
        try (HttpClient http = HttpClient.newBuilder()
                .sslContext(tls(ofServer, null).context())
                .build()) {
            for (String path : new String[] {"/health/readiness", "/openapi"}) {
                HttpRequest request = HttpRequest.newBuilder(
                                process.securedUrl().resolve(path))
                        .build();
                assertThat(http.send(request, BodyHandlers.discarding()).statusCode())
                        .as(path)
                        .isEqualTo(path.equals("/openapi") ? 401 : 200);
            }
        }
    }

    @Test
    void whereBothAreSetBothAreNeeded() {
        try (MailAgentProcess strict = MailAgentProcess.start(secured(MailAgentProcess.TOKEN));
                RemoteMailAgent half =
                        line(strict, NONE, tls(ofServer, ofClient).context());
                RemoteMailAgent whole = line(
                        strict, MailAgentProcess.TOKEN, tls(ofServer, ofClient).context())) {
            assertThat(half.trouble()).contains("MAILAGENT_TOKEN");
            assertThat(whole.trouble()).isEmpty();
        }
    }

    @Test
    void nonsenseRefusesToStartWithTheVariablesName() throws Exception {
        String noPem = Files.writeString(folder.resolve("no.pem"), "nonsense").toString();
        refuses(Map.of("MAILAGENT_TLS", "true"), "MAILAGENT_TLS_CERTIFICATE is missing");
        refuses(Map.of("MAILAGENT_TLS_CLIENT_CA", ofClient.certificate().toString()), "MAILAGENT_TLS has to be true");
        refuses(Map.of("MAILAGENT_TLS_CLIENT_CA", "/nowhere.pem"), "MAILAGENT_TLS_CLIENT_CA is /nowhere.pem");
        refuses(Map.of("MAILAGENT_TLS_CLIENT_CA", noPem), "MAILAGENT_TLS_CLIENT_CA has no certificate");
        refuses(
                Map.of(
                        "MAILAGENT_TLS",
                        "true",
                        "MAILAGENT_TLS_CERTIFICATE",
                        ofServer.certificate().toString(),
                        "MAILAGENT_TLS_KEY",
                        ofClient.key().toString()),
                "MAILAGENT_TLS_CERTIFICATE and MAILAGENT_TLS_KEY are no certificate and its private key");
        refuses(Map.of("MAILAGENT_TOKEN", ""), "MAILAGENT_TOKEN must be at least");

        assertThatThrownBy(() -> new AgentTls(null, ofClient.certificate(), null, null))
                .hasMessageContaining("MAILAGENT_TLS_CLIENT_KEY is missing");
        assertThatThrownBy(() -> new AgentTls(null, null, ofClient.key(), null))
                .hasMessageContaining("MAILAGENT_TLS_CLIENT_CERTIFICATE is missing");
        assertThatThrownBy(() -> new AgentTls(Path.of(noPem), null, null, null))
                .hasMessageContaining("MAILAGENT_TLS_SERVER_CA has no certificate");
        AgentTls whole = tls(ofServer, ofClient);
        assertThatThrownBy(() -> new AgentSettings(null, folder, "http://127.0.0.1:8001", NONE, whole))
                .hasMessageContaining("MAILAGENT_URL is http://127.0.0.1:8001; with MAILAGENT_TLS_SERVER_CA");
        assertThatThrownBy(
                        () -> new AgentSettings(null, folder, "https://mail.example:8001", NONE, tls(ofServer, null)))
                .hasMessageContaining("MAILAGENT_TOKEN");
        assertThat(new AgentSettings(null, folder, "https://mail.example:8001", NONE, whole).elsewhere())
                .isTrue();
    }

    private static void refuses(Map<String, String> settings, String why) {
        assertThatThrownBy(() -> MailAgentProcess.start(settings).close())
                .rootCause()
                .hasMessageContaining(why);
    }

    private static Map<String, String> secured(String token) {
        return Map.of(
                "MAILAGENT_TOKEN",
                token,
                "MAILAGENT_TLS",
                "true",
                "MAILAGENT_TLS_CERTIFICATE",
                ofServer.certificate().toString(),
                "MAILAGENT_TLS_KEY",
                ofServer.key().toString(),
                "MAILAGENT_TLS_CLIENT_CA",
                ofClient.certificate().toString());
    }

    private static AgentTls tls(PemKeys authority, @Nullable PemKeys own) {
        return new AgentTls(
                authority.certificate(), own == null ? null : own.certificate(), own == null ? null : own.key(), null);
    }

    private static RemoteMailAgent line(MailAgentProcess to, String token, SSLContext tls) {
        return new RemoteMailAgent(new AgentLine(to.securedUrl(), token, tls));
    }

    /** Shows its certificate to everybody; Java's own way is to show none that the other side did not ask for. */
    private static SSLContext stubborn(PemKeys own) throws Exception {
        KeyStore keys = new PemSslStoreBundle(
                        PemSslStoreDetails.forCertificate(Files.readString(own.certificate()))
                                .withPrivateKey(Files.readString(own.key())),
                        null)
                .getKeyStore();
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, null);
        X509ExtendedKeyManager usual = (X509ExtendedKeyManager) factory.getKeyManagers()[0];
        String alias = keys.aliases().nextElement();
        KeyStore trusted = new PemSslStoreBundle(
                        null, PemSslStoreDetails.forCertificate(Files.readString(ofServer.certificate())))
                .getTrustStore();
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(new KeyManager[] {new Stubborn(usual, alias)}, trust.getTrustManagers(), null);
        return context;
    }

    private static final class Stubborn extends X509ExtendedKeyManager {
        private final X509ExtendedKeyManager keys;
        private final String alias;

        Stubborn(X509ExtendedKeyManager keys, String alias) {
            this.keys = keys;
            this.alias = alias;
        }

        @Override
        public String chooseEngineClientAlias(String[] types, Principal[] issuers, SSLEngine engine) {
            return alias;
        }

        @Override
        public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
            return alias;
        }

        @Override
        public String[] getClientAliases(String type, Principal[] issuers) {
            return new String[] {alias};
        }

        @Override
        public String[] getServerAliases(String type, Principal[] issuers) {
            return new String[0];
        }

        @Override
        public @Nullable String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
            return null;
        }

        @Override
        public X509Certificate[] getCertificateChain(String wanted) {
            return keys.getCertificateChain(wanted);
        }

        @Override
        public PrivateKey getPrivateKey(String wanted) {
            return keys.getPrivateKey(wanted);
        }
    }
}
