package lettermill.lab.vendor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * SendGrid's event webhook: tells in batches, signed with ECDSA over the time and the body, what became of each mail (SendGrid,
 * "Event Webhook Reference", "Event Webhook Security Features").
 */
public final class SendGridEvents {
    private final KeyPair keys = keyPair();
    private final ConcurrentLinkedQueue<VendorMail> untold = new ConcurrentLinkedQueue<>();
    private final Set<String> dead = ConcurrentHashMap.newKeySet();

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

    /** Mail to this address bounces from now on. */
    public void bury(String address) {
        dead.add(address);
    }

    /** Remembers a mail to tell of. */
    public void take(VendorMail mail) {
        untold.add(mail);
    }

    /**
     * Posts the events of all mails taken since the last time.
     *
     * @return the status of the answer
     */
    public int post(URI url) throws IOException, InterruptedException {
        ArrayNode batch = JsonNodeFactory.instance.arrayNode();
        for (VendorMail mail = untold.poll(); mail != null; mail = untold.poll()) {
            events(mail).forEach(batch::add);
        }
        byte[] body = (batch + "\r\n").getBytes(StandardCharsets.UTF_8);
        String time = Long.toString(Instant.now().getEpochSecond());
        HttpRequest request = HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json")
                .header("X-Twilio-Email-Event-Webhook-Timestamp", time)
                .header("X-Twilio-Email-Event-Webhook-Signature", signature(time, body))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    private List<ObjectNode> events(VendorMail mail) {
        List<ObjectNode> events = new ArrayList<>();
        events.add(event(mail, "processed"));
        if (dead.contains(mail.recipient())) {
            events.add(event(mail, "bounce")
                    .put("type", "bounce")
                    .put("status", "5.1.1")
                    .put("bounce_classification", "Invalid Address")
                    .put("reason", "550 5.1.1 The email account that you tried to reach does not exist."));
        } else {
            events.add(event(mail, "delivered").put("response", "250 2.0.0 OK"));
        }
        return events;
    }

    private static ObjectNode event(VendorMail mail, String word) {
        ObjectNode event = JsonNodeFactory.instance
                .objectNode()
                .put("email", mail.recipient())
                .put("timestamp", Instant.now().getEpochSecond())
                .put("event", word)
                .put("sg_event_id", UUID.randomUUID().toString())
                .put("sg_message_id", mail.vendorId() + ".recvd-7f9d-1-66A1-0.0");
        mail.tags().forEach(event::put);
        return event;
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
