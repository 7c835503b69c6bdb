package lettermill.mailagent.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import lettermill.lab.dns.Zone;
import lettermill.lab.dns.Zone.Manner;
import lettermill.mailagent.dns.LoopbackDns;
import lettermill.wire.domain.DnsRecord;
import lettermill.wire.domain.DnsRecord.Purpose;
import lettermill.wire.domain.RecordCheck;
import lettermill.wire.domain.RecordCheck.Verdict;
import lettermill.wire.domain.TrackingHost;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A tracking domain against DNS and a TLS server on loopback. */
@Timeout(60)
class TrackingJudgeTest {
    private static final String HOST = "links.example.org";
    private static final String US = "mill.example.org";
    private static final char[] PASSWORD = "password".toCharArray();
    private static KeyStore certificate;

    private final LoopbackDns server = new LoopbackDns();
    private final Zone zone = server.zone().address(US, "127.0.0.1");

    @BeforeAll
    static void makeCertificate(@TempDir Path folder) throws Exception {
        certificate = certificate(folder, HOST);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aHostThatLeadsHereWithABelievedCertificateIsRight() throws Exception {
        zone.alias(HOST, US);
        RecordCheck check = overTls(trusting(certificate), Instant.now());
        assertThat(check.verdict()).as(check.toString()).isEqualTo(Verdict.OK);
        assertThat(check.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.what()).contains("leads here, with a certificate until"));
        assertThat(overTls(trusting(certificate), Instant.now().plus(Duration.ofDays(20)))
                        .findings())
                .as("a certificate that ends in ten days")
                .anyMatch(finding -> finding.advice().equals("Renew it."));
    }

    @Test
    void aCertificateThatNobodyBelievesIsWrong() throws Exception {
        zone.address(HOST, "127.0.0.1");
        RecordCheck check = overTls((SSLSocketFactory) SSLSocketFactory.getDefault(), Instant.now());
        assertThat(check.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(check.advice()).contains("would not believe the certificate");
    }

    @Test
    void aCertificateOfAnotherNameIsWrong() throws Exception {
        zone.address("other.example.org", "127.0.0.1");
        try (SSLServerSocket listening = listen()) {
            RecordCheck check = judge(
                    trusting(certificate),
                    Instant.now(),
                    new TrackingHost("other.example.org", listening.getLocalPort(), US));
            assertThat(check.verdict()).isEqualTo(Verdict.WRONG);
            assertThat(check.advice()).contains("would not believe");
        }
    }

    @Test
    void aHostWhereNobodyAnswersIsWrong() {
        zone.address(HOST, "127.0.0.1");
        assertThat(judge(HOST, US).advice()).contains("Nobody answers https://links.example.org");
    }

    @Test
    void aHostThatLeadsElsewhereIsNotConnectedTo() {
        zone.address(HOST, "192.0.2.80");
        RecordCheck check = judge(HOST, US);
        assertThat(check.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(check.found()).containsExactly("192.0.2.80");
        assertThat(check.advice()).contains("leads to another server than mill.example.org");
    }

    @Test
    void aHostWithoutAnAddressIsMissingAndSilenceIsUnknown() {
        assertThat(judge(HOST, US).verdict()).isEqualTo(Verdict.MISSING);
        zone.manner(HOST, Manner.SILENT);
        assertThat(judge(HOST, US).verdict()).isEqualTo(Verdict.UNKNOWN);
        zone.remove(HOST).address(HOST, "192.0.2.80").remove(US).manner(US, Manner.FAILING);
        assertThat(judge(HOST, US).verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void ourOwnHostMayBeAnAddress() {
        zone.address(HOST, "192.0.2.80");
        assertThat(judge(HOST, "192.0.2.81").verdict()).isEqualTo(Verdict.WRONG);
        zone.address(HOST, "127.0.0.1");
        for (String loopback : new String[] {"127.0.0.1", "localhost"}) {
            assertThat(judge(HOST, loopback).advice()).contains("Nobody answers");
        }
    }

    private RecordCheck judge(String host, String target) {
        return judge(
                (SSLSocketFactory) SSLSocketFactory.getDefault(), Instant.now(), new TrackingHost(host, 1, target));
    }

    private RecordCheck overTls(SSLSocketFactory factory, Instant now) throws Exception {
        try (SSLServerSocket listening = listen()) {
            return judge(factory, now, new TrackingHost(HOST, listening.getLocalPort(), US));
        }
    }

    private RecordCheck judge(SSLSocketFactory factory, Instant now, TrackingHost tracking) {
        TrackingJudge judge = new TrackingJudge(new Certificates(factory), Clock.fixed(now, ZoneOffset.UTC));
        DnsRecord wanted = new DnsRecord(Purpose.TRACKING, "CNAME", tracking.host(), tracking.target());
        return judge.judge(new Examination(wanted, server.inquire()), tracking);
    }

    /** Takes one connection after the other and shakes hands. */
    private static SSLServerSocket listen() throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(certificate, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        SSLServerSocket listening = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            while (!listening.isClosed()) {
                try (var socket = listening.accept()) {
                    socket.getInputStream().read();
                } catch (IOException refused) {
                    // The client did not believe us, or the test is over.
                }
            }
        });
        return listening;
    }

    private static SSLSocketFactory trusting(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context.getSocketFactory();
    }

    /** Self-signed for 30 days, in a store that also trusts it; the JDK has no API to make one, only a tool. */
    private static KeyStore certificate(Path folder, String name) throws Exception {
        Path file = folder.resolve(name + ".p12");
        String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        int status = new ProcessBuilder(
                        tool,
                        "-genkeypair",
                        "-alias",
                        "key",
                        "-keyalg",
                        "EC",
                        "-validity",
                        "30",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "SAN=dns:" + name,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        assertThat(status).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        store.setCertificateEntry("trusted", store.getCertificate("key"));
        return store;
    }
}
