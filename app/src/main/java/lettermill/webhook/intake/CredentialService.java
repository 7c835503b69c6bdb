package lettermill.webhook.intake;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import lettermill.base.Problem;
import lettermill.base.WorkspaceId;
import lettermill.provider.Provider;
import lettermill.provider.ProviderService;
import lettermill.webhook.WebhookCredential;
import lettermill.workspace.Access;
import lettermill.workspace.Audit;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The use cases of a provider's webhook. */
@Service
class CredentialService {

    private final Credentials credentials;
    private final ProviderService providers;
    private final Hooks hooks;
    private final Audit audit;
    private final Clock clock;
    private final String baseUrl;

    CredentialService(
            Credentials credentials,
            ProviderService providers,
            Hooks hooks,
            Audit audit,
            Clock clock,
            @Value("${lettermill.base-url}") String baseUrl) {
        this.credentials = credentials;
        this.providers = providers;
        this.hooks = hooks;
        this.audit = audit;
        this.clock = clock;
        this.baseUrl = baseUrl.replaceFirst("/+$", "");
    }

    /**
     * A webhook without its secrets.
     *
     * @param url what the vendor has to call
     * @param signingKeys how many there are
     * @param usernames of basic authentication, without the passwords
     * @param headers names of secret headers, without their values
     */
    record Webhook(
            UUID providerId,
            String url,
            List<String> topicArns,
            List<String> publicKeys,
            int signingKeys,
            List<String> usernames,
            List<String> headers) {}

    /** @throws Problem.NotFound when the provider has no webhook */
    Webhook get(WorkspaceId workspace, UUID provider) {
        Provider owner = providers.get(workspace, provider);
        return credentials
                .find(workspace, provider)
                .map(registration -> shown(owner, registration.credential()))
                .orElseThrow(() -> new Problem.NotFound("webhook of provider", provider));
    }

    /** @throws Problem.Invalid with all that is wrong with it */
    @Transactional
    Webhook save(Access access, UUID id, WebhookCredential credential) {
        Provider provider = providers.get(access.workspace(), id);
        List<Problem.Field> faults = hooks.of(provider.providerType()).faults(credential);
        if (!faults.isEmpty()) {
            throw new Problem.Invalid(faults);
        }
        credentials.save(
                new Registration(access.workspace(), id, provider.providerType(), credential), clock.instant());
        audit.record(access, "provider.webhook", id.toString(), provider.name());
        return shown(provider, credential);
    }

    @Transactional
    void delete(Access access, UUID id) {
        if (!credentials.delete(access.workspace(), id)) {
            throw new Problem.NotFound("webhook of provider", id);
        }
        audit.record(access, "provider.webhook.delete", id.toString(), "");
    }

    private Webhook shown(Provider provider, WebhookCredential credential) {
        String vendor = provider.providerType().name().toLowerCase(Locale.ROOT);
        return new Webhook(
                provider.id(),
                baseUrl + "/webhooks/email/" + vendor + "/" + provider.id(),
                credential.topicArns(),
                credential.publicKeys(),
                credential.signingKeys().size(),
                credential.basicAuth().stream()
                        .map(each -> String.valueOf(each.username()))
                        .toList(),
                credential.headers().stream()
                        .map(each -> String.valueOf(each.name()))
                        .toList());
    }
}
