package lettermill.webhook.ses;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import lettermill.webhook.Callback;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An SNS that signs with a key of our own, and counts what is fetched. */
public final class TestSns {

    public static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:mail";
    private static final String CERTIFICATE =
            "https://sns.us-east-1.amazonaws.com/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem";
    private static final String PASSWORD = "changeit";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final PrivateKey key;
    private final X509Certificate certificate;
    private final List<URI> fetched = new ArrayList<>();

    public TestSns() {
        try {
            Path store = Files.createTempDirectory("sns").resolve("sns.p12");
            TestCertificates.keytool(
                    store,
                    "-genkeypair",
                    "-alias",
                    "sns",
                    "-keyalg",
                    "RSA",
                    "-keysize",
                    "2048",
                    "-dname",
                    "CN=sns.amazonaws.com",
                    "-validity",
                    "3650");
            KeyStore keys = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(store)) {
                keys.load(in, PASSWORD.toCharArray());
            }
            key = (PrivateKey) keys.getKey("sns", PASSWORD.toCharArray());
            certificate = (X509Certificate) keys.getCertificate("sns");
        } catch (IOException | GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** SES' hook, believing this SNS. */
    public SesWebhook hook() {
        return new SesWebhook(address -> certificate, address -> {
            fetched.add(address);
            return new byte[0];
        });
    }

    /** SES' hook, believing a certificate in a file whatever its date. */
    public static SesWebhook hook(Path pem, List<URI> asked) {
        return new SesWebhook(
                address -> {
                    asked.add(address);
                    try (InputStream in = Files.newInputStream(pem)) {
                        return (X509Certificate)
                                CertificateFactory.getInstance("X.509").generateCertificate(in);
                    }
                },
                address -> new byte[0]);
    }

    /** What was fetched besides certificates. */
    public List<URI> fetched() {
        return fetched;
    }

    /** A notification about an event of SES. */
    public Callback notification(String message, String id, Instant at) {
        ObjectNode envelope = JSON.createObjectNode();
        envelope.put("Type", "Notification").put("MessageId", id).put("TopicArn", TOPIC);
        envelope.put("Message", message).put("Timestamp", at.toString());
        return signed(envelope, "2", at);
    }

    /** SNS' question whether a topic's messages are wanted, naming an address to answer at. */
    public Callback question(String topic, String subscribeUrl, Instant at) {
        ObjectNode envelope = JSON.createObjectNode();
        envelope.put("Type", "SubscriptionConfirmation")
                .put("MessageId", "question")
                .put("TopicArn", topic);
        envelope.put("Message", "You have chosen to subscribe").put("Timestamp", at.toString());
        envelope.put("Token", "the token").put("SubscribeURL", subscribeUrl);
        return signed(envelope, "1", at);
    }

    /** Completes and signs an envelope. */
    public Callback signed(ObjectNode envelope, String version, Instant at) {
        envelope.put("SignatureVersion", version).put("SigningCertURL", CERTIFICATE);
        try {
            Signature sign = Signature.getInstance(version.equals("1") ? "SHA1withRSA" : "SHA256withRSA");
            sign.initSign(key);
            Callback unsigned = new Callback(Map.of(), JSON.writeValueAsBytes(envelope), at);
            sign.update(SnsEnvelope.of(unsigned).signedText().getBytes(StandardCharsets.UTF_8));
            envelope.put("Signature", Base64.getEncoder().encodeToString(sign.sign()));
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
        return new Callback(
                Map.of("content-type", List.of("text/plain; charset=UTF-8")), JSON.writeValueAsBytes(envelope), at);
    }
}
