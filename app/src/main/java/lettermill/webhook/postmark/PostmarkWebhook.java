package lettermill.webhook.postmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import lettermill.base.Problem;
import lettermill.ledger.EventType;
import lettermill.provider.ProviderType;
import lettermill.webhook.Callback;
import lettermill.webhook.ProviderWebhook;
import lettermill.webhook.Reading;
import lettermill.webhook.WebhookCredential;
import org.springframework.stereotype.Component;

/** Basic authentication in the URL, or a header of our choice (Postmark, "Webhooks overview"); nothing covers the body but TLS. */
@Component
public final class PostmarkWebhook implements ProviderWebhook {

    private static final int SHORTEST_SECRET = 8;

    @Override
    public ProviderType vendor() {
        return ProviderType.POSTMARK;
    }

    @Override
    public List<Problem.Field> faults(WebhookCredential credential) {
        List<Problem.Field> faults = new ArrayList<>();
        if (!credential.namesASharedSecret()) {
            faults.add(new Problem.Field(
                    "basic_auth", "there is none, and no header", "a user name and password, or a header"));
        }
        credential.basicAuth().forEach(each -> {
            if (each.username() == null || tooShort(each.password())) {
                faults.add(new Problem.Field(
                        "basic_auth", "one is not whole", "a user name, and a password of 8 characters or more"));
            }
        });
        credential.headers().forEach(each -> {
            if (each.name() == null || each.name().isBlank() || tooShort(each.value())) {
                faults.add(new Problem.Field(
                        "headers", "one is not whole", "a name, and a value of 8 characters or more"));
            }
        });
        return faults;
    }

    private static boolean tooShort(@org.jspecify.annotations.Nullable String secret) {
        return secret == null || secret.length() < SHORTEST_SECRET;
    }

    @Override
    public Optional<String> verify(Callback callback, WebhookCredential credential) {
        if (!credential.namesASharedSecret()) {
            throw new Problem.Unauthenticated("The provider has no user name or header to know callbacks by.");
        }
        credential.requireSharedSecret(callback);
        return Optional.empty();
    }

    @Override
    public Reading read(Callback callback) {
        return PostmarkEvents.read(callback);
    }

    @Override
    public SortedMap<String, Optional<EventType>> vocabulary() {
        return PostmarkEvents.VOCABULARY;
    }
}
