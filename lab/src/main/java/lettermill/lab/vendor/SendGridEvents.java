package lettermill.lab.vendor;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * SendGrid's event webhook: tells in batches, signed with ECDSA over the time and the body, what became of each mail (SendGrid,
 * "Event Webhook Reference", "Event Webhook Security Features").
 */
public final class SendGridEvents extends VendorEvents {
    private static final int LARGEST_BATCH = 500;

    private final KeyPair keys = keyPair();

    public SendGridEvents() {
        this(InstantSource.system());
    }

    public SendGridEvents(InstantSource clock) {
        super(clock);
    }

    private static KeyPair keyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The verification key, as SendGrid shows it. */
    public String publicKey() {
        return Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
    }

    @Override
    List<Callback> callbacks(URI url, List<VendorFact> facts) {
        List<Callback> callbacks = new ArrayList<>();
        for (int from = 0; from < facts.size(); from += LARGEST_BATCH) {
            List<VendorFact> part = facts.subList(from, Math.min(facts.size(), from + LARGEST_BATCH));
            callbacks.add(new Callback(request(url, part), part));
        }
        return callbacks;
    }

    private HttpRequest request(URI url, List<VendorFact> facts) {
        ArrayNode batch = JsonNodeFactory.instance.arrayNode();
        facts.forEach(fact -> batch.add(event(fact)));
        byte[] body = (batch + "\r\n").getBytes(StandardCharsets.UTF_8);
        String time = Long.toString(clock().instant().getEpochSecond());
        return HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json")
                .header("X-Twilio-Email-Event-Webhook-Timestamp", time)
                .header("X-Twilio-Email-Event-Webhook-Signature", signature(time, body))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
    }

    private static ObjectNode event(VendorFact fact) {
        VendorMail mail = fact.mail();
        ObjectNode event = JsonNodeFactory.instance
                .objectNode()
                .put("email", mail.recipient())
                .put("timestamp", fact.at().getEpochSecond())
                .put("sg_event_id", fact.id())
                .put("sg_message_id", mail.vendorId() + ".recvd-7f9d-1-66A1-0.0");
        mail.tags().forEach(event::put);
        return switch (fact.kind()) {
            case DELIVERED -> event.put("event", "delivered").put("response", fact.detail());
            case DEFERRED ->
                event.put("event", "deferred").put("response", fact.detail()).put("attempt", "1");
            case BOUNCED ->
                event.put("event", "bounce")
                        .put("type", fact.isNobody() ? "bounce" : "blocked")
                        .put("status", fact.status())
                        .put("bounce_classification", classification(fact))
                        .put("reason", fact.detail());
            case COMPLAINED -> event.put("event", "spamreport");
            case OPENED ->
                event.put("event", "open")
                        .put("useragent", fact.detail())
                        .put("ip", "192.0.2.80")
                        .put("sg_machine_open", false);
            case CLICKED ->
                event.put("event", "click")
                        .put("url", fact.detail())
                        .put("useragent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
                        .put("ip", "192.0.2.80");
        };
    }

    private static String classification(VendorFact fact) {
        if (fact.isNobody()) {
            return "Invalid Address";
        }
        return fact.isGivenUp() ? "Technical Failure" : "Reputation";
    }

    private String signature(String time, byte[] body) {
        try {
            Signature signer = Signature.getInstance("SHA256withECDSA");
            signer.initSign(keys.getPrivate());
            signer.update(time.getBytes(StandardCharsets.UTF_8));
            signer.update(body);
            return Base64.getEncoder().encodeToString(signer.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
