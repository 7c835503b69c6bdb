package lettermill.bench.load;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What SendGrid's event webhook would send about mails: batches of 100 events, each signed, as requests ready to be written. */
public final class SendGridCallbacks {
    /** Of one batch. */
    public static final int BATCH = 100;

    private static final String AGENT =
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148";

    private final URI address;
    private final long now;
    private final KeyPair keys;
    private final Random random = new Random(25);

    /** A mail that is reported about. */
    public record Mail(long id, String email) {}

    /**
     * @param address the product's address for them
     * @param now when they happened, in seconds since 1970
     */
    public SendGridCallbacks(URI address, long now, KeyPair keys) {
        this.address = address;
        this.now = now;
        this.keys = keys;
    }

    public static KeyPair newKeys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    /** As the product's settings take it. */
    public static String publicKey(KeyPair keys) {
        return Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
    }

    /**
     * Each mail is delivered, two in five are opened, one in twenty is clicked; the rest of the last batch is left out.
     *
     * @return requests of {@link #BATCH} events each
     */
    public List<byte[]> about(List<Mail> mails) throws IOException {
        List<ObjectNode> events = new ArrayList<>();
        for (int number = 0; number < mails.size(); number++) {
            Mail mail = mails.get(number);
            events.add(event(mail, "delivered").put("response", "250 2.0.0 OK 1732442400 d2e1a72fcca58-7249b0d"));
            if (number % 5 < 2) {
                events.add(visit(event(mail, "open")).put("sg_machine_open", false));
            }
            if (number % 20 == 0) {
                events.add(visit(event(mail, "click")).put("url", "https://shop.example/spring?utm_source=news"));
            }
        }
        List<byte[]> requests = new ArrayList<>();
        for (int from = 0; from + BATCH <= events.size(); from += BATCH) {
            requests.add(request(events.subList(from, from + BATCH)));
        }
        return requests;
    }

    private ObjectNode event(Mail mail, String word) {
        return JsonMapper.shared()
                .createObjectNode()
                .put("email", mail.email())
                .put("timestamp", now)
                .put("smtp-id", "<" + mail.id() + ".00000000@bench.example>")
                .put("event", word)
                .put("sg_event_id", token(16))
                .put("sg_message_id", token(16) + ".recvd-7c9f8b5d4-x2v8k-1-6742F1A0-1.0")
                .put("lettermill_message", Long.toString(mail.id()));
    }

    private static ObjectNode visit(ObjectNode event) {
        return event.put("useragent", AGENT).put("ip", "198.51.100.23").put("sg_content_type", "html");
    }

    private String token(int octets) {
        byte[] bytes = new byte[octets];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private byte[] request(List<ObjectNode> events) throws IOException {
        ArrayNode batch = JsonMapper.shared().createArrayNode();
        batch.addAll(events);
        byte[] body = batch.toString().getBytes(StandardCharsets.UTF_8);
        byte[] head = ("POST " + address.getPath() + " HTTP/1.1\r\nHost: " + address.getAuthority()
                        + "\r\nUser-Agent: SendGrid Event API\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length + "\r\nX-Twilio-Email-Event-Webhook-Timestamp: " + now
                        + "\r\nX-Twilio-Email-Event-Webhook-Signature: " + sign(body) + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] request = new byte[head.length + body.length];
        System.arraycopy(head, 0, request, 0, head.length);
        System.arraycopy(body, 0, request, head.length, body.length);
        return request;
    }

    private String sign(byte[] body) throws IOException {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(Long.toString(now).getBytes(StandardCharsets.US_ASCII));
            signature.update(body);
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IOException(impossible);
        }
    }
}
