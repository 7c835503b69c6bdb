package lettermill.mailagent.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import lettermill.lab.vendor.VendorMail;
import lettermill.lab.vendor.VendorServer;
import lettermill.mailagent.transport.Transport;
import lettermill.mailagent.transport.TransportContract;
import lettermill.wire.Letter;
import lettermill.wire.Outcome;
import lettermill.wire.Outcome.Accepted;
import lettermill.wire.Outcome.Refused;
import lettermill.wire.ProviderKey;
import lettermill.wire.ProviderSpec;
import lettermill.wire.ProviderStatus;
import lettermill.wire.ProviderStatus.State;
import lettermill.wire.vendor.ApiKey;
import lettermill.wire.vendor.VendorSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every vendor's transport has to keep besides: the key, the id that comes home, the vendor's limits. */
abstract class VendorContract extends TransportContract {
    static final HttpTransport.Limits QUICK = new HttpTransport.Limits(
            Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(10), Duration.ofSeconds(3));
    static final UUID PROVIDER = new UUID(7, 7);

    private final VendorServer server;

    VendorContract() {
        try {
            server = start();
        } catch (IOException portsGone) {
            throw new IllegalStateException(portsGone);
        }
    }

    abstract VendorServer start() throws IOException;

    abstract VendorSettings settings(URI endpoint);

    abstract ApiKey key();

    abstract ApiKey wrongKey();

    VendorServer server() {
        return server;
    }

    static HttpTransport transport(VendorSettings settings, ApiKey key) {
        ProviderSpec.Vendor provider = new ProviderSpec.Vendor(new ProviderKey(null, PROVIDER), settings, key, 8);
        return new HttpTransport(provider, QUICK, InstantSource.system());
    }

    @Override
    protected Transport transport() {
        return transport(settings(server.endpoint()), key());
    }

    @Override
    protected List<String> received() {
        return server.taken().stream().map(VendorMail::recipient).toList();
    }

    @Override
    protected Transport deadTransport() throws Exception {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return transport(settings(URI.create("http://127.0.0.1:" + free.getLocalPort())), key());
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theIdsOfTheVendorAndOfOursBothComeHome() {
        try (Transport transport = transport()) {
            List<Outcome> outcomes = transport.send(List.of(outgoing(17), outgoing(18)));
            assertThat(server.taken()).hasSize(2).allSatisfy(mail -> {
                String id = mail.tags().get(Letter.TAG);
                assertThat(mail.recipient()).isEqualTo("person" + id + "@rcpt.example");
                assertThat(outcomes.get(Integer.parseInt(id) - 17))
                        .isInstanceOfSatisfying(
                                Accepted.class,
                                accepted ->
                                        assertThat(accepted.providerMessageId()).isEqualTo(mail.vendorId()));
                assertThat(new String(mail.content(), StandardCharsets.UTF_8))
                        .contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click")
                        .contains("Feedback-ID: c1:w1:weekly:lettermill");
            });
        }
    }

    @Test
    void aWrongKeyIsTheProvidersFaultAndTheVendorsWordsAreShown() {
        try (Transport transport = transport(settings(server.endpoint()), wrongKey())) {
            assertThat(transport.send(List.of(outgoing(1), outgoing(2))))
                    .allSatisfy(outcome -> assertThat(outcome)
                            .isInstanceOfSatisfying(
                                    Refused.class,
                                    refused -> assertThat(refused.scope()).isEqualTo(Refused.Scope.PROVIDER)));
            ProviderStatus status = transport.probe();
            assertThat(status.state()).isEqualTo(State.SIGN_IN_REFUSED);
            assertThat(status.detail()).containsIgnoringCase(wordsForAWrongKey());
            assertThat(status.detail()).doesNotContain(wrongKey().secret());
        }
    }

    abstract String wordsForAWrongKey();

    @Test
    void aLimitOfRequestsIsWaitedOutAndNothingIsLostOrSentTwice() {
        server.limitedTo(requestsASecond());
        try (Transport transport = transport()) {
            List<Outcome> outcomes = transport.send(LongStream.range(0, 60)
                    .mapToObj(TransportContract::outgoing)
                    .toList());
            assertThat(outcomes)
                    .allMatch(outcome -> outcome instanceof Accepted || outcome instanceof Outcome.Deferred);
            assertThat(outcomes.stream().filter(Accepted.class::isInstance))
                    .hasSize(received().size());
            assertThat(received()).hasSizeGreaterThan(20).doesNotHaveDuplicates();
        }
    }

    int requestsASecond() {
        return 20;
    }
}
