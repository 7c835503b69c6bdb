package lettermill.provider;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import lettermill.base.MergePatch;
import lettermill.base.Problem;
import lettermill.base.WorkspaceId;
import lettermill.wire.InvalidFieldException;
import lettermill.wire.MailAgent;
import lettermill.wire.ProviderKey;
import lettermill.wire.ProviderStatus;
import lettermill.wire.SmtpProvider;
import lettermill.workspace.Access;
import lettermill.workspace.Audit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The use cases of providers. */
@Service
public class ProviderService {

    private static final int PRIORITY = 100;

    private final Providers providers;
    private final MailAgent agent;
    private final Audit audit;
    private final JsonMapper json;
    private final Clock clock;

    ProviderService(Providers providers, MailAgent agent, Audit audit, JsonMapper json, Clock clock) {
        this.providers = providers;
        this.agent = agent;
        this.audit = audit;
        this.json = json;
        this.clock = clock;
    }

    @Transactional
    public Provider create(Access access, ProviderRequest request) {
        UUID id = UUID.randomUUID();
        boolean first = request.providerType() != null
                && request.providerType().sends()
                && candidates(access.workspace()).stream().noneMatch(own -> own.workspaceId() != null);
        save(access, id, request, first);
        audit.record(access, "provider.create", id.toString(), String.valueOf(request.name()));
        return get(access.workspace(), id);
    }

    @Transactional
    public Provider change(Access access, UUID id, ObjectNode patch) {
        Provider before = get(access.workspace(), id);
        ProviderRequest current = new ProviderRequest(
                before.name(),
                before.providerType(),
                null,
                before.settings(),
                before.maxSendsPerSecond(),
                before.maxSendsPerDay(),
                before.priority(),
                before.isDefault());
        save(access, id, MergePatch.apply(json, current, patch, ProviderRequest.class), before.isDefault());
        audit.record(access, "provider.change", id.toString(), before.name());
        return get(access.workspace(), id);
    }

    private void save(Access access, UUID id, ProviderRequest request, boolean defaultUnlessSaid) {
        request.validated();
        boolean isDefault = request.isDefault() == null ? defaultUnlessSaid : request.isDefault();
        if (isDefault) {
            providers.clearDefault(access.workspace());
        }
        SmtpSettings settings = sends(request) ? settingsOf(request).complete() : null;
        ProviderRequest complete = new ProviderRequest(
                request.name(),
                request.providerType(),
                null,
                settings,
                request.maxSendsPerSecond(),
                request.maxSendsPerDay(),
                request.priority() == null ? PRIORITY : request.priority(),
                isDefault);
        providers.save(access.workspace(), id, complete, null, clock.instant());
        if (settings != null) {
            entrust(new ProviderKey(access.workspace().value(), id), settings, request.credentials());
        }
    }

    private static boolean sends(ProviderRequest request) {
        return request.providerType() != null && request.providerType().sends();
    }

    private static SmtpSettings settingsOf(ProviderRequest request) {
        if (request.settings() == null) {
            throw new Problem.Invalid("settings", "is missing", "an object with the host of the mail server");
        }
        return request.settings();
    }

    /** Gives MailAgent what it needs to reach a provider; the secrets end there. */
    void entrust(ProviderKey key, SmtpSettings settings, ProviderRequest.@Nullable Credentials given) {
        try {
            SmtpProvider.Credentials credentials = given == null
                    ? null
                    : new SmtpProvider.Credentials(orEmpty(given.username()), orEmpty(given.password()));
            SmtpSettings all = settings.complete();
            agent.saveProvider(new SmtpProvider(
                    key,
                    all.endpoint(),
                    credentials,
                    Objects.requireNonNull(all.maxConnections()),
                    Objects.requireNonNull(all.heloName())));
        } catch (InvalidFieldException invalid) {
            throw new Problem.Invalid(
                    "settings." + invalid.field(), String.valueOf(invalid.getMessage()), "a valid value");
        }
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    public List<Provider> list(WorkspaceId workspace) {
        return providers.list(workspace);
    }

    /** @throws Problem.NotFound when the workspace has no such provider */
    public Provider get(WorkspaceId workspace, UUID id) {
        return providers.find(workspace, id).orElseThrow(() -> new Problem.NotFound("provider", id));
    }

    @Transactional
    public void delete(Access access, UUID id) {
        if (!providers.delete(access.workspace(), id)) {
            throw new Problem.NotFound("provider", id);
        }
        agent.removeProvider(new ProviderKey(access.workspace().value(), id));
        audit.record(access, "provider.delete", id.toString(), "");
    }

    /** Connects and signs in, and notes how that went. */
    public ProviderStatus test(WorkspaceId workspace, UUID id) {
        Provider provider = get(workspace, id);
        if (!provider.providerType().sends()) {
            throw new Problem.Conflict("Mail can't leave through " + provider.providerType()
                    + " yet, so there is nothing to sign in to; its webhooks are taken.");
        }
        ProviderStatus status = agent.probeProvider(provider.key());
        boolean ready = status.state() == ProviderStatus.State.READY;
        providers.checked(workspace, id, status.state().name(), ready ? null : status.detail(), clock.instant());
        return status;
    }

    /** Those that may carry a workspace's mail, the preferred first: its own, or else the installation's. */
    public List<Provider> candidates(WorkspaceId workspace) {
        List<Provider> own = providers.list(workspace).stream()
                .filter(provider -> provider.providerType().sends())
                .toList();
        return own.isEmpty() ? fallback().stream().toList() : own;
    }

    /** The installation's own provider, where one is configured. */
    public Optional<Provider> fallback() {
        return providers.fallback();
    }

    /**
     * Reserves up to {@code wanted} sends of a day.
     *
     * @return how many the cap leaves
     */
    @Transactional
    public int reserve(Provider provider, int wanted, LocalDate day) {
        return providers.reserve(provider, wanted, day);
    }

    @Transactional
    public void giveBack(Provider provider, int count, LocalDate day) {
        if (count > 0) {
            providers.giveBack(provider, count, day);
        }
    }

    /** Takes the next slot under the provider's cap on speed: when the wave may leave. */
    @Transactional
    public Instant takeSlot(Provider provider, SendRate rate) {
        return providers.takeSlot(provider, rate.slot(), clock.instant());
    }
}
