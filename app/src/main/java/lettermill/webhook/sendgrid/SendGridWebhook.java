package lettermill.webhook.sendgrid;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import lettermill.base.Problem;
import lettermill.ledger.EventType;
import lettermill.provider.ProviderType;
import lettermill.webhook.Age;
import lettermill.webhook.Callback;
import lettermill.webhook.ProviderWebhook;
import lettermill.webhook.Reading;
import lettermill.webhook.WebhookCredential;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * ECDSA with SHA-256 on P-256 over the timestamp header and the raw body (SendGrid, "Event Webhook Security Features"). A
 * batch that was not answered is sent again for 24 hours, and it is not said that it is signed anew, so the window is a little
 * longer; repetitions within it are recognised by {@code sg_event_id}.
 */
@Component
public final class SendGridWebhook implements ProviderWebhook {

    static final Duration WINDOW = Duration.ofHours(25);

    private static final String SIGNATURE = "x-twilio-email-event-webhook-signature";
    private static final String TIMESTAMP = "x-twilio-email-event-webhook-timestamp";
    private static final int FIELD_BITS = 256;
    private static final int KEYS_REMEMBERED = 10_000;

    private final ConcurrentMap<String, PublicKey> keys = new ConcurrentHashMap<>();

    @Override
    public ProviderType vendor() {
        return ProviderType.SENDGRID;
    }

    @Override
    public List<Problem.Field> faults(WebhookCredential credential) {
        List<Problem.Field> faults = new ArrayList<>();
        if (credential.publicKeys().isEmpty()) {
            faults.add(new Problem.Field("public_keys", "there is none", "the verification key of the event webhook"));
        }
        for (String key : credential.publicKeys()) {
            try {
                decode(key);
            } catch (GeneralSecurityException | IllegalArgumentException wrong) {
                faults.add(new Problem.Field(
                        "public_keys", "one is no public key on P-256", "the verification key as SendGrid shows it"));
            }
        }
        return faults;
    }

    @Override
    public Optional<String> verify(Callback callback, WebhookCredential credential) {
        credential.requireSharedSecret(callback);
        String timestamp = callback.header(TIMESTAMP);
        byte[] signature = signature(callback.header(SIGNATURE));
        if (timestamp == null || signature == null) {
            throw new Problem.Unauthenticated("The callback carries no signature.");
        }
        for (String key : credential.publicKeys()) {
            if (signed(key, timestamp, callback.body(), signature)) {
                Age.require(Age.epoch(timestamp), callback.receivedAt(), WINDOW);
                return Optional.empty();
            }
        }
        throw new Problem.Unauthenticated("The signature is not that of the provider's key.");
    }

    /** Null unless it is base64 as an encoder writes it: other spellings of the same octets were not sent by SendGrid. */
    private static byte @Nullable [] signature(@Nullable String header) {
        if (header == null) {
            return null;
        }
        try {
            byte[] signature = Base64.getDecoder().decode(header);
            return Base64.getEncoder().encodeToString(signature).equals(header) ? signature : null;
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    private boolean signed(String key, String timestamp, byte[] body, byte[] signature) {
        try {
            Signature check = Signature.getInstance("SHA256withECDSA");
            check.initVerify(publicKey(key));
            check.update(timestamp.getBytes(StandardCharsets.UTF_8));
            check.update(body);
            return check.verify(signature);
        } catch (GeneralSecurityException notASignature) {
            return false;
        }
    }

    private PublicKey publicKey(String text) throws GeneralSecurityException {
        PublicKey known = keys.get(text);
        if (known != null) {
            return known;
        }
        if (keys.size() >= KEYS_REMEMBERED) {
            keys.clear();
        }
        PublicKey key = decode(text);
        keys.put(text, key);
        return key;
    }

    private static PublicKey decode(String text) throws GeneralSecurityException {
        PublicKey key = KeyFactory.getInstance("EC")
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(text)));
        if (!(key instanceof ECPublicKey curve)
                || curve.getParams().getCurve().getField().getFieldSize() != FIELD_BITS) {
            throw new GeneralSecurityException("not on P-256");
        }
        return key;
    }

    @Override
    public Reading read(Callback callback) {
        return SendGridEvents.read(callback);
    }

    @Override
    public SortedMap<String, Optional<EventType>> vocabulary() {
        return SendGridEvents.VOCABULARY;
    }
}
