package lettermill.mailagent.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import lettermill.lab.vendor.VendorServer;
import lettermill.mailagent.Letters;
import lettermill.mailagent.transport.Outgoing;
import lettermill.mailagent.transport.Transport;
import lettermill.wire.Mailbox;
import lettermill.wire.Outcome.Accepted;
import lettermill.wire.Outcome.Refused;
import lettermill.wire.vendor.ApiKey;
import lettermill.wire.vendor.VendorSettings;
import lettermill.wire.vendor.VendorSettings.Mode;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The contract over SendGrid's API. */
class SendGridTest extends VendorContract {
    private static final ApiKey KEY = new ApiKey("", "SG.right");

    @Override
    VendorServer start() throws IOException {
        return VendorServer.sendGrid(KEY.secret(), mail -> {});
    }

    @Override
    VendorSettings settings(URI endpoint) {
        return new VendorSettings.SendGrid(endpoint, Mode.LIVE);
    }

    @Override
    ApiKey key() {
        return KEY;
    }

    @Override
    ApiKey wrongKey() {
        return new ApiKey("", "SG.wrong");
    }

    @Override
    String wordsForAWrongKey() {
        return "authorization grant is invalid";
    }

    @Test
    void theSandboxChecksAndDeliversNothing() {
        VendorSettings sandbox = new VendorSettings.SendGrid(server().endpoint(), Mode.SANDBOX);
        try (Transport transport = transport(sandbox, KEY)) {
            assertThat(transport.send(List.of(outgoing(1), outgoing(2, "unknown@rcpt.example"))))
                    .hasExactlyElementsOfTypes(Accepted.class, Refused.class);
            assertThat(received()).isEmpty();
        }
    }

    @Test
    void aNameWithACommaStaysOneRecipient() {
        JsonNode mail = mail(new Outgoing(Letters.toMailbox(new Mailbox("p@bücher.example", "Doe, Jane")), null));
        JsonNode to = mail.path("personalizations").path(0).path("to");
        assertThat(to.size()).isOne();
        assertThat(to.path(0).path("name").asString("")).isEqualTo("\"Doe, Jane\"");
        assertThat(to.path(0).path("email").asString("")).isEqualTo("p@xn--bcher-kva.example");
    }

    @Test
    void partsThatAreEmptyAreLeftOutAndPlainTextComesFirst() {
        assertThat(types(mail(new Outgoing(Letters.withBody(1, "<p>x</p>", "x"), null))))
                .containsExactly("text/plain", "text/html");
        assertThat(types(mail(new Outgoing(Letters.withBody(1, "<p>x</p>", ""), null))))
                .containsExactly("text/html");
        assertThat(types(mail(new Outgoing(Letters.withBody(1, null, ""), null))))
                .containsExactly("text/plain");
    }

    @Test
    void anAddressBeyondAsciiIsRefusedWithoutAsking() {
        try (Transport transport = transport()) {
            assertThat(transport.send(List.of(outgoing(1, "grüße@rcpt.example"))))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.reply().enhanced()).isEqualTo("5.6.7"));
        }
    }

    private static List<String> types(JsonNode mail) {
        return mail.path("content")
                .valueStream()
                .map(part -> part.path("type").asString(""))
                .toList();
    }

    private static JsonNode mail(Outgoing letter) {
        VendorSettings.SendGrid live = new VendorSettings.SendGrid(URI.create("https://api.sendgrid.com"), Mode.LIVE);
        return Json.read(new String(
                new SendGrid(live, KEY, PROVIDER).handOver(List.of(letter)).body(), StandardCharsets.UTF_8));
    }
}
