package lettermill.lab.vendor.sns;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Amazon SNS with one topic, in one region: signs what it posts (signature version 2), publishes its certificate and takes confirmations
 * (SNS, "Verifying the signatures of Amazon SNS messages", "HTTP/HTTPS notification JSON format").
 */
public final class Sns implements AutoCloseable {
    public static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:lab-mail";
    private static final String HOST = "sns.eu-west-1.amazonaws.com";
    private static final String CERTIFICATE = "/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem";

    private final InstantSource clock;
    private final SnsKeys keys;
    private final SnsSite site;
    private final Set<String> open = ConcurrentHashMap.newKeySet();

    private Sns(SnsKeys keys, InstantSource clock) throws IOException {
        this.clock = clock;
        this.keys = keys;
        site = new SnsSite(HOST, keys, this::document);
    }

    /**
     * Makes its keys and begins to listen.
     *
     * @param folder where the keys lie; former ones are replaced
     */
    public static Sns start(Path folder, InstantSource clock) throws IOException, InterruptedException {
        return new Sns(SnsKeys.make(folder, HOST), clock);
    }

    /** What a Java program is started with so that it comes here, and trusts the lab's authority and no other. */
    public List<String> javaOptions() {
        return List.of(
                "-Dhttps.proxyHost=127.0.0.1",
                "-Dhttps.proxyPort=" + proxyPort(),
                "-Djavax.net.ssl.trustStore=" + keys.trustStore().toAbsolutePath(),
                "-Djavax.net.ssl.trustStoreType=PKCS12",
                "-Djavax.net.ssl.trustStorePassword=" + SnsKeys.PASSWORD);
    }

    /** The port on loopback of the proxy by which SNS's host is reached. */
    public int proxyPort() {
        return site.proxyPort();
    }

    public X509Certificate authority() {
        return keys.authority();
    }

    public InstantSource clock() {
        return clock;
    }

    private String document(URI asked) {
        if (asked.getPath().equals(CERTIFICATE)) {
            try {
                return "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'})
                                .encodeToString(keys.certificate().getEncoded())
                        + "\n-----END CERTIFICATE-----\n";
            } catch (CertificateEncodingException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
        String query = String.valueOf(asked.getQuery());
        boolean confirms = query.startsWith("Action=ConfirmSubscription&") && query.contains("TopicArn=" + TOPIC);
        return confirms && open.remove(query.replaceFirst("^.*\\bToken=", "")) ? "<ConfirmSubscriptionResponse/>" : "";
    }

    /**
     * Asks an endpoint whether it wants the topic's messages.
     *
     * @return whether it confirmed
     */
    public boolean subscribe(URI endpoint) throws IOException, InterruptedException {
        String token = UUID.randomUUID().toString().replace("-", "");
        open.add(token);
        ObjectNode envelope =
                envelope("SubscriptionConfirmation", "You have chosen to subscribe to the topic " + TOPIC);
        envelope.put("Token", token)
                .put(
                        "SubscribeURL",
                        "https://" + HOST + "/?Action=ConfirmSubscription&TopicArn=" + TOPIC + "&Token=" + token);
        try (HttpClient client = HttpClient.newHttpClient()) {
            client.send(
                    request(
                            endpoint,
                            envelope,
                            List.of("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type")),
                    HttpResponse.BodyHandlers.discarding());
        }
        return !open.remove(token);
    }

    /** A notification that carries this message, signed. */
    public HttpRequest notification(URI endpoint, String message) {
        return request(
                endpoint,
                envelope("Notification", message).put("Subject", "Amazon SES Email Event Notification"),
                List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"));
    }

    private ObjectNode envelope(String type, String message) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("Type", type)
                .put("MessageId", UUID.randomUUID().toString())
                .put("TopicArn", TOPIC)
                .put("Message", message)
                .put("Timestamp", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString())
                .put("SignatureVersion", "2")
                .put("SigningCertURL", "https://" + HOST + CERTIFICATE);
    }

    private HttpRequest request(URI endpoint, ObjectNode envelope, List<String> signed) {
        StringBuilder text = new StringBuilder();
        signed.forEach(name -> text.append(name)
                .append('\n')
                .append(envelope.path(name).asString())
                .append('\n'));
        envelope.put("Signature", signature(text.toString()));
        return HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "text/plain; charset=UTF-8")
                .header("x-amz-sns-message-type", envelope.path("Type").asString())
                .header("x-amz-sns-topic-arn", TOPIC)
                .POST(HttpRequest.BodyPublishers.ofString(envelope.toString()))
                .build();
    }

    private String signature(String text) {
        try {
            Signature signer = Signature.getInstance("SHA256withRSA");
            signer.initSign(keys.key());
            signer.update(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signer.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        site.close();
    }
}
