package lettermill.mailagent.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import lettermill.mailagent.Letters;
import lettermill.mailagent.transport.Outgoing;
import lettermill.wire.Outcome;
import lettermill.wire.Outcome.Accepted;
import lettermill.wire.Outcome.Deferred;
import lettermill.wire.Outcome.Refused;
import lettermill.wire.Outcome.Unknown;
import lettermill.wire.ProviderKey;
import lettermill.wire.ProviderSpec;
import lettermill.wire.ProviderStatus.State;
import lettermill.wire.vendor.ApiKey;
import lettermill.wire.vendor.VendorSettings;
import lettermill.wire.vendor.VendorSettings.Mode;
import org.junit.jupiter.api.Test;

/** Servers that answer badly, late, or not at all: what each means for a letter, and that none is handed over twice. */
class HttpFaultsTest {
    private static final HttpTransport.Limits SHORT = new HttpTransport.Limits(
            Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofMillis(50));

    private static HttpTransport to(FaultyServer server) {
        return new HttpTransport(
                new ProviderSpec.Vendor(
                        new ProviderKey(null, new UUID(0, 1)),
                        new VendorSettings.SendGrid(server.endpoint(), Mode.LIVE),
                        new ApiKey("", "SG.key"),
                        4),
                SHORT,
                InstantSource.system());
    }

    /** The outcome of one letter through a vendor that answers so; the settings' endpoint is not used. */
    static Outcome answered(VendorSettings settings, ApiKey key, String head, String body) throws Exception {
        try (FaultyServer server = FaultyServer.answering(FaultyServer.answer(head, body))) {
            VendorSettings there = switch (settings) {
                case VendorSettings.Ses ses ->
                    new VendorSettings.Ses(server.endpoint(), ses.region(), ses.configurationSet());
                case VendorSettings.SendGrid grid -> new VendorSettings.SendGrid(server.endpoint(), grid.mode());
                case VendorSettings.Mailgun gun ->
                    new VendorSettings.Mailgun(server.endpoint(), gun.domain(), gun.mode());
                case VendorSettings.Postmark mark ->
                    new VendorSettings.Postmark(server.endpoint(), mark.messageStream());
            };
            try (HttpTransport transport = VendorContract.transport(there, key)) {
                return transport
                        .send(List.of(new Outgoing(Letters.letter(1), null)))
                        .getFirst();
            }
        }
    }

    private static Outcome sendOne(FaultyServer server) {
        return sendOne(server, "<p>Hi</p>");
    }

    private static Outcome sendOne(FaultyServer server, String html) {
        try (server;
                HttpTransport transport = to(server)) {
            return transport
                    .send(List.of(new Outgoing(Letters.withBody(1, html, "Hi"), null)))
                    .getFirst();
        }
    }

    private static void assertDeferred(Outcome outcome) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Deferred.class, deferred -> assertThat(deferred.scope()).isEqualTo(Deferred.Scope.PROVIDER));
    }

    @Test
    void anAnswerThatNeverComesLeavesTheLetterUnknown() throws Exception {
        FaultyServer silent = new FaultyServer((server, connection) -> {
            server.readRequest(connection);
            server.closed.await();
        });
        assertThat(sendOne(silent)).isInstanceOf(Unknown.class);
        assertThat(silent.requests).hasValue(1);
    }

    @Test
    void aConnectionLostAfterTheRequestLeavesTheLetterUnknown() throws Exception {
        FaultyServer hangingUp = new FaultyServer(FaultyServer::readRequest);
        assertThat(sendOne(hangingUp)).isInstanceOf(Unknown.class);
        assertThat(hangingUp.requests).hasValue(1);
    }

    @Test
    void aConnectionLostWithinTheRequestHandsNothingOver() throws Exception {
        FaultyServer choking = new FaultyServer((server, connection) -> {
            connection.getInputStream().readNBytes(5_000);
            connection.setSoLinger(true, 0);
        });
        assertDeferred(sendOne(choking, "<p>" + "much ".repeat(8_000_000) + "</p>"));
    }

    @Test
    void aServerThatReadsNothingHandsNothingOver() throws Exception {
        FaultyServer stuck = new FaultyServer((server, connection) -> server.closed.await());
        assertDeferred(sendOne(stuck, "<p>" + "much ".repeat(8_000_000) + "</p>"));
    }

    @Test
    void theStatusCountsWhenTheRestOfTheAnswerIsCutOffOrLate() throws Exception {
        assertThat(sendOne(FaultyServer.answering(
                        "HTTP/1.1 202 Accepted\r\nX-Message-Id: abc\r\nContent-Length: 9\r\n\r\nx")))
                .isInstanceOfSatisfying(
                        Accepted.class,
                        accepted -> assertThat(accepted.providerMessageId()).isEqualTo("abc"));
        FaultyServer dripping = new FaultyServer((server, connection) -> {
            server.readRequest(connection);
            connection
                    .getOutputStream()
                    .write("HTTP/1.1 401 No\r\nContent-Length: 9\r\n\r\n{".getBytes(StandardCharsets.US_ASCII));
            server.closed.await();
        });
        assertThat(sendOne(dripping))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.scope()).isEqualTo(Refused.Scope.PROVIDER));
    }

    @Test
    void aPageInPlaceOfAnAnswerIsReadByItsStatus() throws Exception {
        String page = "<!DOCTYPE html><html><head><style>b{}</style><title>502 Bad Gateway</title></head>"
                + "<body><script>alert(1)</script><h1>Bad Gateway</h1></body></html>";
        Outcome outcome = sendOne(FaultyServer.answering(FaultyServer.answer("502 Bad Gateway", page)));
        assertDeferred(outcome);
        assertThat(((Deferred) outcome).reply().toString())
                .contains("Bad Gateway")
                .doesNotContain("<", "alert");
        // A captive portal's page: nobody knows what is behind it.
        assertThat(sendOne(FaultyServer.answering(FaultyServer.answer("200 OK", page))))
                .isInstanceOf(Unknown.class);
        assertThat(sendOne(FaultyServer.answering(FaultyServer.answer("504 Gateway Timeout", page))))
                .isInstanceOf(Unknown.class);
        assertThat(sendOne(
                        FaultyServer.answering(FaultyServer.answer("302 Found\r\nLocation: http://127.0.0.1:1/", ""))))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.scope()).isEqualTo(Refused.Scope.PROVIDER));
    }

    @Test
    void anEndlessAnswerIsReadUpToALimit() throws Exception {
        FaultyServer endless = new FaultyServer((server, connection) -> {
            server.readRequest(connection);
            connection
                    .getOutputStream()
                    .write("HTTP/1.1 400 Bad\r\nContent-Length: 999999999\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] much = new byte[100_000];
            while (server.closed.getCount() > 0) {
                connection.getOutputStream().write(much);
            }
        });
        assertThat(sendOne(endless)).isInstanceOf(Refused.class);
    }

    @Test
    void whatIsNotHttpAfterTheRequestLeavesTheLetterUnknown() throws Exception {
        assertThat(sendOne(FaultyServer.answering("220 mail.example ESMTP\r\n")))
                .isInstanceOf(Unknown.class);
    }

    @Test
    void retryAfterHoldsTheNextLettersBackWithoutAsking() throws Exception {
        FaultyServer busy =
                FaultyServer.answering(FaultyServer.answer("503 Busy\r\nRetry-After: 120\r\nConnection: close", ""));
        try (busy;
                HttpTransport transport = to(busy)) {
            List<Outgoing> one = List.of(new Outgoing(Letters.letter(1), null));
            assertDeferred(transport.send(one).getFirst());
            assertThat(transport.send(one).getFirst()).isInstanceOfSatisfying(Deferred.class, deferred -> {
                assertThat(deferred.scope()).isEqualTo(Deferred.Scope.PROVIDER);
                assertThat(deferred.retryAfter()).isBetween(Duration.ofSeconds(110), Duration.ofSeconds(120));
            });
            assertThat(busy.requests).hasValue(1);
        }
    }

    @Test
    void aProbeOfAPageSaysSo() throws Exception {
        try (FaultyServer portal =
                        FaultyServer.answering(FaultyServer.answer("200 OK", "<h1>Welcome to our Wi-Fi</h1>"));
                HttpTransport transport = to(portal)) {
            assertThat(transport.probe().state()).isEqualTo(State.REFUSED);
            assertThat(transport.probe().detail()).contains("Welcome to our Wi-Fi");
        }
    }
}
