package lettermill.lab.vendor;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Mailgun's webhooks: an event a call, proved by an HMAC over the time and a token that is never used twice (Mailgun, "Securing
 * Webhooks", "Event Structure").
 */
public final class MailgunEvents extends VendorEvents {
    private static final int TOKEN_OCTETS = 25;

    private final SecureRandom random = new SecureRandom();
    private final String signingKey;

    /** @param signingKey the account's HTTP webhook signing key */
    public MailgunEvents(String signingKey, InstantSource clock) {
        super(clock);
        this.signingKey = signingKey;
    }

    @Override
    List<Callback> callbacks(URI url, List<VendorFact> facts) {
        return facts.stream()
                .map(fact -> new Callback(request(url, fact), List.of(fact)))
                .toList();
    }

    private HttpRequest request(URI url, VendorFact fact) {
        String time = Long.toString(clock().instant().getEpochSecond());
        byte[] octets = new byte[TOKEN_OCTETS];
        random.nextBytes(octets);
        String token = HexFormat.of().formatHex(octets);
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("signature").put("timestamp", time).put("token", token).put("signature", hmac(time + token));
        body.set("event-data", event(fact));
        return HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
    }

    private static ObjectNode event(VendorFact fact) {
        VendorMail mail = fact.mail();
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("id", fact.id())
                .put("timestamp", fact.at().toEpochMilli() / 1000.0)
                .put("recipient", mail.recipient());
        event.putObject("message")
                .putObject("headers")
                .put("message-id", mail.vendorId().replaceAll("[<>]", ""))
                .put("to", mail.recipient())
                .put("from", mail.sender());
        ObjectNode variables = event.putObject("user-variables");
        mail.tags().forEach(variables::put);
        switch (fact.kind()) {
            case DELIVERED -> status(event.put("event", "delivered"), fact);
            case DEFERRED ->
                status(event.put("event", "failed").put("severity", "temporary").put("reason", "generic"), fact);
            case BOUNCED ->
                status(
                        event.put("event", "failed")
                                .put("severity", "permanent")
                                .put("reason", fact.isGivenUp() ? "old" : "bounce"),
                        fact);
            case COMPLAINED -> event.put("event", "complained");
            case OPENED -> client(event.put("event", "opened"), fact.detail());
            case CLICKED ->
                client(
                        event.put("event", "clicked").put("url", fact.detail()),
                        "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
        }
        return event;
    }

    private static void status(ObjectNode event, VendorFact fact) {
        event.putObject("delivery-status")
                .put("code", Integer.parseInt(fact.code()))
                .put("enhanced-code", fact.status())
                .put("message", fact.detail())
                .put("description", "")
                .put("attempt-no", 1);
    }

    private static void client(ObjectNode event, String agent) {
        event.put("ip", "192.0.2.80")
                .putObject("client-info")
                .put("user-agent", agent)
                .put("bot", "");
    }

    private String hmac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(signingKey.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
