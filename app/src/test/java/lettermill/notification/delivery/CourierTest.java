package lettermill.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import lettermill.lab.dns.DnsServer;
import lettermill.lab.dns.Zone;
import lettermill.mailagent.dns.DnsClient;
import lettermill.mailagent.dns.DnsSettings;
import lettermill.notification.endpoint.Networks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom we speak to, and what strangers can do to us meanwhile. */
class CourierTest {

    private static final Map<String, String> HEADERS = Map.of("webhook-id", "1");

    private final DnsServer dns = new DnsServer();
    private final Receiver receiver = new Receiver();
    private final Courier courier = courier("127.0.0.1/32", Duration.ofSeconds(10));

    private Courier courier(String network, Duration patience) {
        DnsClient resolver = new DnsClient(DnsSettings.of(dns.address(), Duration.ofSeconds(1)));
        Networks networks = new Networks(List.of(Networks.Network.of(network)));
        return new Courier(
                new AddressBook(resolver, networks), CourierTlsTest.everybody(), patience, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        courier.close();
        receiver.close();
        dns.close();
    }

    private Answer post(String host) {
        return courier.post(URI.create("http://" + host + ":" + receiver.port() + "/"), HEADERS, "{}");
    }

    @Test
    void aNameIsLookedUpOnceAndTheAddressThatWasJudgedIsCalled() {
        dns.serve(new Zone().address("hooks.example", "127.0.0.1"));
        assertThat(post("hooks.example").status()).isEqualTo(204);
        assertThat(dns.questions()).as("one question for each family").hasSize(2);
    }

    @Test
    void aNameThatMovesToAForbiddenAddressIsRefusedTheNextTime() {
        dns.serve(new Zone().address("hooks.example", "127.0.0.1"));
        post("hooks.example");
        dns.serve(new Zone().address("hooks.example", "127.0.0.2"));
        assertThat(post("hooks.example"))
                .isEqualTo(
                        Answer.none("refused: hooks.example leads to 127.0.0.2, which is not on the public Internet"));
        assertThat(receiver.received()).hasSize(1);
    }

    @Test
    void oneForbiddenAddressAmongOthersIsEnough() {
        dns.serve(new Zone().address("hooks.example", "127.0.0.1").address("hooks.example", "fd00::1"));
        assertThat(post("hooks.example").text()).contains("refused");
        assertThat(receiver.received()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.2", "[::1]", "[::ffff:127.0.0.2]", "2130706434", "127.2", "169.254.169.254"})
    void noSpellingOfAForbiddenAddressHelps(String host) {
        assertThat(post(host).status()).isNull();
        assertThat(receiver.received()).isEmpty();
    }

    @Test
    void withoutTlsOnlyNetworksOfOursAreCalled() {
        dns.serve(new Zone().address("hooks.example", "192.88.98.1"));
        assertThat(post("hooks.example").text()).contains("without TLS");
    }

    @Test
    void aNameThatNobodyKnowsSaysSo() {
        assertThat(post("nobody.example").text()).contains("nobody.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.9\r\n",
                "HTTP/1.1 2000 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 5",
                "",
            })
    void whatIsNoAnswerIsAFailure(String octets) throws Exception {
        assertThat(speakTo(octets, courier).success()).isFalse();
    }

    @Test
    void statusHeadersAndBodyAreReadWhateverTheirForm() throws Exception {
        assertThat(speakTo(
                        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok and more",
                        courier))
                .isEqualTo(new Answer(200, "ok", null));
        assertThat(speakTo(
                        "HTTP/1.1 503 Busy\r\nRETRY-AFTER: 7\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n2\r\nde\r\n0\r\n\r\n",
                        courier))
                .isEqualTo(new Answer(503, "abcde", Duration.ofSeconds(7)));
        assertThat(speakTo("HTTP/1.0 200 OK\r\nContent-Length: 100\r\n\r\nshort", courier))
                .isEqualTo(new Answer(200, "short (broken off)", null));
        assertThat(speakTo("HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(100_000), courier)
                        .text())
                .hasSize(1_000);
        assertThat(speakTo("HTTP/1.1 200 OK\r\nX: " + "x".repeat(100_000), courier)
                        .text())
                .contains("limit exceeded");
    }

    @Test
    void anAnswerWithoutAnEndIsLeftAfterItsBeginning() throws Exception {
        CountDownLatch hungUp = new CountDownLatch(1);
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try (Socket socket = server.accept()) {
                    OutputStream out = socket.getOutputStream();
                    String head = "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n";
                    out.write(head.getBytes(StandardCharsets.US_ASCII));
                    while (true) {
                        out.write(new byte[10_000]);
                    }
                } catch (IOException closed) {
                    hungUp.countDown();
                }
            });
            long begin = System.nanoTime();
            Answer answer = courier.post(URI.create("http://127.0.0.1:" + server.getLocalPort() + "/"), HEADERS, "{}");
            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .as("long before its time is over")
                    .isLessThan(Duration.ofSeconds(5));
            assertThat(answer.text()).hasSize(1_000).isBlank();
            assertThat(answer.success()).isTrue();
            assertThat(hungUp.await(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aServerThatSaysNothingInTlsHasNoMoreTimeThanOthers() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Courier impatient = courier("127.0.0.1/32", Duration.ofMillis(300))) {
            Answer answer =
                    impatient.post(URI.create("https://127.0.0.1:" + server.getLocalPort() + "/"), HEADERS, "{}");
            assertThat(answer.text()).startsWith("no answer within");
        }
    }

    @Test
    void theRequestIsWhatTheDocumentShows() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<String> heard = new CompletableFuture<>();
            Thread.ofVirtual().start(() -> {
                try (Socket socket = server.accept()) {
                    String request = "";
                    while (!request.endsWith("{}")) {
                        request += (char) socket.getInputStream().read();
                    }
                    heard.complete(request);
                    socket.getOutputStream().write("HTTP/1.1 204 Done\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                } catch (IOException failure) {
                    heard.completeExceptionally(failure);
                }
            });
            courier.post(URI.create("http://127.0.0.1:" + server.getLocalPort() + "/a%20b?c=d%26"), HEADERS, "{}");
            assertThat(heard.get(5, TimeUnit.SECONDS).split("\r\n"))
                    .startsWith("POST /a%20b?c=d%26 HTTP/1.1")
                    .containsExactlyInAnyOrder(
                            "POST /a%20b?c=d%26 HTTP/1.1",
                            "Host: 127.0.0.1:" + server.getLocalPort(),
                            "User-Agent: Lettermill-Webhooks/1",
                            "Accept: */*",
                            "Content-Type: application/json",
                            "Content-Length: 2",
                            "webhook-id: 1",
                            "Connection: close",
                            "",
                            "{}");
        }
    }

    @Test
    void whoeverDripsHisAnswerHasNoMoreTimeThanOthers() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Courier impatient = courier("127.0.0.1/32", Duration.ofMillis(300))) {
            Thread.ofVirtual().start(() -> drip(server, release));
            Answer answer =
                    impatient.post(URI.create("http://127.0.0.1:" + server.getLocalPort() + "/"), HEADERS, "{}");
            assertThat(answer.text()).startsWith("no answer within");
            release.countDown();
        }
    }

    private static void drip(ServerSocket server, CountDownLatch release) {
        try (Socket socket = server.accept()) {
            while (!release.await(20, TimeUnit.MILLISECONDS)) {
                socket.getOutputStream().write('x');
            }
        } catch (IOException hungUp) {
            // As it should be.
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /** Posts to a server that answers with these octets and hangs up. */
    private static Answer speakTo(String octets, Courier courier) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try (Socket socket = server.accept()) {
                    InputStream in = socket.getInputStream();
                    for (String last = ""; !last.endsWith("{}"); ) {
                        last = (last + (char) in.read()).substring(Math.max(0, last.length() - 1));
                    }
                    socket.getOutputStream().write(octets.getBytes(StandardCharsets.UTF_8));
                } catch (IOException hungUp) {
                    // The courier has read what it wanted.
                }
            });
            return courier.post(URI.create("http://127.0.0.1:" + server.getLocalPort() + "/"), HEADERS, "{}");
        }
    }
}
