package lettermill.mailagent.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import lettermill.wire.Outcome;
import lettermill.wire.Outcome.Accepted;
import lettermill.wire.Outcome.Deferred;
import lettermill.wire.ProviderStatus.State;
import lettermill.wire.SmtpProvider.Credentials;
import lettermill.wire.SmtpProvider.Endpoint;
import lettermill.wire.SmtpProvider.Security;
import lettermill.wire.SmtpProvider.Trust;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/** TLS and sign-in, against SubEtha SMTP. */
class SmtpTlsTest {
    private static final Credentials GOOD = new Credentials("user", "päss");

    @TempDir
    static Path folder;

    private static KeyStore localhost;
    private static KeyStore elsewhere;

    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final SSLContext platform = defaultContext();

    @BeforeAll
    static void makeCertificates() throws Exception {
        localhost = certificate("localhost");
        elsewhere = certificate("mail.elsewhere.example");
    }

    @AfterEach
    void stop() {
        SSLContext.setDefault(platform);
        scheduler.shutdownNow();
    }

    @Test
    void startTlsAndSignInWithACertificateOfOurTrust() throws Exception {
        SSLContext.setDefault(context(localhost));
        withServer(localhost, true, port -> {
            SmtpTransport transport = transport("localhost", port, Security.STARTTLS_REQUIRED, Trust.SYSTEM, GOOD);
            List<Outcome> outcomes =
                    transport.send(List.of(TransportContract.outgoing(1), TransportContract.outgoing(2)));
            assertThat(outcomes).allMatch(Accepted.class::isInstance);
            assertThat(received).hasSize(2).allMatch(content -> content.contains("Subject: Hello"));
            assertThat(transport.probe().capabilities()).anyMatch(c -> c.startsWith("AUTH"));
        });
    }

    @Test
    void implicitTls() throws Exception {
        SSLContext.setDefault(context(localhost));
        SMTPServer server = server().serverSocketFactory(context(localhost).getServerSocketFactory())
                .build();
        server.start();
        try {
            SmtpTransport transport = transport(
                    "localhost", server.getPortAllocated(), Security.IMPLICIT_TLS, Trust.SYSTEM, Credentials.NONE);
            assertThat(transport.send(List.of(TransportContract.outgoing(1)))).allMatch(Accepted.class::isInstance);
        } finally {
            server.stop();
        }
    }

    @Test
    void aCertificateNobodyKnowsOrOfAnotherHostIsRefused() throws Exception {
        withServer(
                localhost,
                true,
                port -> assertTlsFails(transport("localhost", port, Security.STARTTLS_REQUIRED, Trust.SYSTEM, GOOD)));
        SSLContext.setDefault(context(elsewhere));
        withServer(
                elsewhere,
                true,
                port -> assertTlsFails(transport("localhost", port, Security.STARTTLS_REQUIRED, Trust.SYSTEM, GOOD)));
        withServer(
                elsewhere,
                true,
                port -> assertTlsFails(
                        transport("localhost", port, Security.STARTTLS_OPPORTUNISTIC, Trust.SYSTEM, GOOD)));
        assertThat(received).isEmpty();
    }

    private static void assertTlsFails(SmtpTransport transport) {
        assertThat(transport.probe().state()).isEqualTo(State.TLS_FAILED);
        assertThat(transport.send(List.of(TransportContract.outgoing(1)))).allMatch(Deferred.class::isInstance);
    }

    @Test
    void onThisMachineAnyCertificateMayDo() throws Exception {
        withServer(elsewhere, true, port -> {
            SmtpTransport transport =
                    transport("localhost", port, Security.STARTTLS_REQUIRED, Trust.ANY_ON_LOOPBACK, GOOD);
            assertThat(transport.probe().state()).isEqualTo(State.READY);
        });
    }

    @Test
    void withoutTlsWhereItIsRequiredNothingIsSent() throws Exception {
        withServer(localhost, false, port -> {
            assertTlsFails(transport("localhost", port, Security.STARTTLS_REQUIRED, Trust.SYSTEM, GOOD));
            SmtpTransport opportunistic =
                    transport("localhost", port, Security.STARTTLS_OPPORTUNISTIC, Trust.SYSTEM, GOOD);
            assertThat(opportunistic.probe().state()).isEqualTo(State.READY);
        });
    }

    @Test
    void plainTextLeavesThisMachineNever() {
        SmtpTransport transport = transport("192.0.2.1", 25, Security.NONE, Trust.SYSTEM, Credentials.NONE);
        assertThat(transport.probe().state()).isEqualTo(State.TLS_FAILED);
        assertThat(transport.probe().detail()).contains("choose TLS");
    }

    @Test
    void aWrongPasswordIsSaid() throws Exception {
        withServer(localhost, false, port -> {
            SmtpTransport transport =
                    transport("localhost", port, Security.NONE, Trust.SYSTEM, new Credentials("user", "wrong"));
            assertThat(transport.probe().state()).isEqualTo(State.SIGN_IN_REFUSED);
        });
    }

    @Test
    void commandsInjectedBehindStartTlsEndTheConnection() throws Exception {
        List<String> extensions = List.of("PIPELINING", "STARTTLS");
        try (var server =
                new ScriptedServer(extensions, (c, n) -> c.equals("STARTTLS") ? "220 go\r\n250 injected" : null)) {
            SmtpTransport transport = transport(
                    "localhost", server.port(), Security.STARTTLS_REQUIRED, Trust.ANY_ON_LOOPBACK, Credentials.NONE);
            assertThat(transport.probe().state()).isIn(State.TLS_FAILED, State.UNREACHABLE);
            assertThat(server.commands).doesNotContain("MAIL");
        }
    }

    private SmtpTransport transport(String host, int port, Security security, Trust trust, Credentials credentials) {
        return new SmtpTransport(
                SmtpTransportTest.settings(
                        new Endpoint(host, port, security, trust), credentials, SmtpTransportTest.QUICK),
                scheduler);
    }

    private interface OnPort {
        void run(int port) throws Exception;
    }

    private void withServer(KeyStore certificate, boolean startTls, OnPort test) throws Exception {
        SMTPServer.Builder builder = server().authenticationHandlerFactory(
                        new EasyAuthenticationHandlerFactory((user, password, context) -> {
                            if (!user.equals("user") || !password.equals("päss")) {
                                throw new LoginFailedException("535 5.7.8 credentials invalid");
                            }
                        }));
        if (startTls) {
            builder.enableTLS().startTlsSocketFactory(context(certificate));
        }
        SMTPServer server = builder.requireAuth().build();
        server.start();
        try {
            test.run(server.getPortAllocated());
        } finally {
            server.stop();
        }
    }

    private SMTPServer.Builder server() {
        return new SMTPServer.Builder()
                .bindAddress(InetAddress.getLoopbackAddress())
                .port(0)
                .messageHandler((context, from, to, data) -> received.add(new String(data, StandardCharsets.UTF_8)));
    }

    private static SSLContext defaultContext() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /** Shows the certificate as a server and trusts it as a client. */
    private static SSLContext context(KeyStore store) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, "changeit".toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    /** A self-signed certificate, in a store that also trusts it; the JDK has no API to make one, only a tool. */
    private static KeyStore certificate(String host) throws Exception {
        Path file = folder.resolve(host + ".p12");
        Path tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        String[] options = ("-genkeypair -alias own -keyalg EC -groupname secp256r1 -validity 2 -dname CN=" + host
                        + " -ext san=dns:" + host + " -storetype PKCS12 -storepass changeit -keystore " + file)
                .split(" ");
        List<String> command = new ArrayList<>(List.of(tool.toString()));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, "changeit".toCharArray());
        }
        store.setCertificateEntry("trusted", store.getCertificate("own"));
        return store;
    }
}
