package lettermill.webhook.mailgun;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import lettermill.base.Problem;
import lettermill.ledger.EventType;
import lettermill.provider.ProviderType;
import lettermill.webhook.Age;
import lettermill.webhook.Callback;
import lettermill.webhook.ProviderWebhook;
import lettermill.webhook.Reading;
import lettermill.webhook.WebhookCredential;
import org.springframework.stereotype.Component;

/**
 * HMAC-SHA256 over timestamp and token (Mailgun, "Securing Webhooks"). The body is not covered, so each token counts once; an
 * unanswered callback is sent again for some eight hours, so the window is a day.
 */
@Component
public final class MailgunWebhook implements ProviderWebhook {

    static final Duration WINDOW = Duration.ofHours(25);

    @Override
    public ProviderType vendor() {
        return ProviderType.MAILGUN;
    }

    @Override
    public List<Problem.Field> faults(WebhookCredential credential) {
        boolean any = !credential.signingKeys().isEmpty()
                && credential.signingKeys().stream().noneMatch(String::isBlank);
        return any
                ? List.of()
                : List.of(new Problem.Field("signing_keys", "there is none", "the HTTP webhook signing key"));
    }

    @Override
    public Optional<String> verify(Callback callback, WebhookCredential credential) {
        credential.requireSharedSecret(callback);
        MailgunBody body = MailgunBody.of(callback);
        MailgunBody.Proof proof = body.proof();
        if (proof == null) {
            throw new Problem.Unauthenticated("The callback carries no signature.");
        }
        boolean signed = false;
        for (String key : credential.signingKeys()) {
            signed |= WebhookCredential.same(hmac(key, proof.timestamp() + proof.token()), proof.signature());
        }
        if (!signed) {
            throw new Problem.Unauthenticated("The signature is not that of the provider's key.");
        }
        Age.require(Age.epoch(proof.timestamp()), callback.receivedAt(), WINDOW);
        return Optional.of(proof.token());
    }

    private static String hmac(String key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public Reading read(Callback callback) {
        return MailgunEvents.read(MailgunBody.of(callback), callback.receivedAt());
    }

    @Override
    public SortedMap<String, Optional<EventType>> vocabulary() {
        return MailgunEvents.VOCABULARY;
    }
}
