package lettermill.mailagent.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import lettermill.lab.vendor.VendorServer;
import lettermill.mailagent.transport.Transport;
import lettermill.wire.Outcome.Accepted;
import lettermill.wire.Outcome.Refused;
import lettermill.wire.Outcome.Unknown;
import lettermill.wire.vendor.ApiKey;
import lettermill.wire.vendor.VendorSettings;
import lettermill.wire.vendor.VendorSettings.Mode;
import org.junit.jupiter.api.Test;

/** The contract over Mailgun's API. */
class MailgunTest extends VendorContract {
    private static final ApiKey KEY = new ApiKey("", "key-right");

    @Override
    VendorServer start() throws IOException {
        return VendorServer.mailgun(KEY.secret(), "mg.news.example", mail -> {});
    }

    @Override
    VendorSettings settings(URI endpoint) {
        return new VendorSettings.Mailgun(endpoint, "mg.news.example", Mode.LIVE);
    }

    @Override
    ApiKey key() {
        return KEY;
    }

    @Override
    ApiKey wrongKey() {
        return new ApiKey("", "key-wrong");
    }

    @Override
    String wordsForAWrongKey() {
        return "Forbidden";
    }

    @Test
    void theTestModeChecksAndDeliversNothing() {
        VendorSettings sandbox = new VendorSettings.Mailgun(server().endpoint(), "mg.news.example", Mode.SANDBOX);
        try (Transport transport = transport(sandbox, KEY)) {
            assertThat(transport.send(List.of(outgoing(1), outgoing(2, "unknown@rcpt.example"))))
                    .hasExactlyElementsOfTypes(Accepted.class, Refused.class);
            assertThat(received()).isEmpty();
        }
    }

    @Test
    void aDomainThatIsNotTheAccountsIsTheProvidersFault() {
        VendorSettings other = new VendorSettings.Mailgun(server().endpoint(), "mg.other.example", Mode.LIVE);
        try (Transport transport = transport(other, KEY)) {
            assertThat(transport.send(List.of(outgoing(1))))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.scope()).isEqualTo(Refused.Scope.PROVIDER));
        }
    }

    @Test
    void whatTheWordsOfAnAnswerMean() throws Exception {
        assertThat(
                        HttpFaultsTest.answered(
                                settings(URI.create("http://127.0.0.1:1")),
                                KEY,
                                "400 Bad Request",
                                "{\"message\": \"Domain mg.news.example is not allowed to send: free accounts are for test purposes\"}"))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.scope()).isEqualTo(Refused.Scope.PROVIDER));
        assertThat(HttpFaultsTest.answered(
                        settings(URI.create("http://127.0.0.1:1")), KEY, "200 OK", "<html>Queued. Thank you.</html>"))
                .isInstanceOf(Unknown.class);
    }
}
