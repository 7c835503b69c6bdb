package lettermill.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import lettermill.agent.FeedbackSettings.Imap;
import lettermill.mailagent.mailbox.ImapSettings.Security;
import lettermill.webhook.ses.TestCertificates;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/** The listeners as the settings want them. */
class FeedbackReceptionTest {

    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final Imap NONE = new Imap("", 993, Security.TLS, "", "", "INBOX", null);

    @TempDir
    Path folder;

    private KeyStore keys;

    @BeforeEach
    void certificate() throws Exception {
        Path store = folder.resolve("keys.p12");
        TestCertificates.keytool(
                store,
                "-genkeypair",
                "-alias",
                "ours",
                "-keyalg",
                "EC",
                "-dname",
                "CN=mail.example.org",
                "-validity",
                "3650");
        keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        pem("certificate.pem", "CERTIFICATE", keys.getCertificate("ours").getEncoded());
        pem("key.pem", "PRIVATE KEY", keys.getKey("ours", PASSWORD).getEncoded());
    }

    private void pem(String file, String kind, byte[] content) throws IOException {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        Files.writeString(
                folder.resolve(file), "-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----\n");
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }

    private static String say(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        return hear(socket);
    }

    /** A reply, its lines joined. */
    private static String hear(Socket socket) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII), 1);
        StringBuilder reply = new StringBuilder();
        String line;
        do {
            line = String.valueOf(in.readLine());
            reply.append(line).append('\n');
        } while (line.length() > 3 && line.charAt(3) == '-');
        return reply.toString();
    }

    @Test
    void theListenerShowsTheCertificateOfTheSettings() throws Exception {
        int port = freePort();
        FeedbackReception reception = new FeedbackReception(
                new FeedbackSettings(
                        "mail.example.org",
                        "127.0.0.1",
                        port,
                        0,
                        folder.resolve("certificate.pem").toString(),
                        folder.resolve("key.pem").toString(),
                        NONE),
                List.of());
        reception.start();
        try (Socket socket = new Socket("127.0.0.1", port)) {
            hear(socket);
            assertThat(say(socket, "EHLO mx.example")).contains("STARTTLS");
            assertThat(say(socket, "STARTTLS")).startsWith("220");
            try (SSLSocket secured =
                    (SSLSocket) trusting().getSocketFactory().createSocket(socket, "mail.example.org", port, true)) {
                secured.startHandshake();
                assertThat(secured.getSession().getPeerCertificates()[0]).isEqualTo(keys.getCertificate("ours"));
            }
        } finally {
            reception.stop();
        }
        assertThat(reception.isRunning()).isFalse();
    }

    private SSLContext trusting() throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("ours", keys.getCertificate("ours"));
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    @Test
    void healthHasTheMailboxsLastError() throws Exception {
        int port = freePort();
        Path authority = folder.resolve("certificate.pem");
        Imap imap = new Imap("localhost", port, Security.TLS, "bounces", "a password", "INBOX", authority);
        FeedbackReception reception = new FeedbackReception(
                new FeedbackSettings("mail.example.org", "127.0.0.1", 0, 0, "", "", imap), List.of());
        HealthIndicator indicator = new AgentConfiguration().bounceMailboxHealthIndicator(reception);
        assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
        reception.start();
        try {
            await().until(() -> indicator.health().getStatus().getCode().equals("DEGRADED"));
            assertThat(indicator.health().getDetails().toString())
                    .contains("the mailbox of bounces at localhost:" + port + " cannot be read")
                    .doesNotContain("a password");
        } finally {
            reception.stop();
        }
        assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void lmtpIsSpokenOnItsPort() throws Exception {
        int port = freePort();
        FeedbackReception reception = new FeedbackReception(
                new FeedbackSettings("mail.example.org", "127.0.0.1", 0, port, "", "", NONE), List.of());
        reception.start();
        try (Socket socket = new Socket("127.0.0.1", port)) {
            hear(socket);
            assertThat(say(socket, "LHLO mx.example")).startsWith("250").doesNotContain("STARTTLS");
        } finally {
            reception.stop();
        }
    }
}
