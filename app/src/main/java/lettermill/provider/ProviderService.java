package lettermill.provider;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import lettermill.base.MergePatch;
import lettermill.base.Problem;
import lettermill.base.WorkspaceId;
import lettermill.wire.InvalidFieldException;
import lettermill.wire.MailAgent;
import lettermill.wire.ProviderKey;
import lettermill.wire.ProviderSpec;
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
    /** Requests to a vendor under way at once: with a tenth of a second each, 160 mails a second. */
    private static final int VENDOR_CONNECTIONS = 16;

    private final Providers providers;
    private final ProviderHealth health;
    private final MailAgent agent;
    private final Audit audit;
    private final JsonMapper json;
    private final Clock clock;

    ProviderService(
            Providers providers, ProviderHealth health, MailAgent agent, Audit audit, JsonMapper json, Clock clock) {
        this.providers = providers;
        this.health = health;
        this.agent = agent;
        this.audit = audit;
        this.json = json;
        this.clock = clock;
    }

    @Transactional
    public Provider create(Access access, ProviderRequest request) {
        UUID id = UUID.randomUUID();
        boolean first = request.sends() && own(access.workspace()).isEmpty();
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
                before.settings() == null ? null : json.valueToTree(before.settings()),
                before.maxSendsPerSecond(),
                before.maxSendsPerDay(),
                before.priority(),
                before.isDefault());
        ProviderRequest wanted = MergePatch.apply(json, current, patch, ProviderRequest.class);
        if (wanted.providerType() != null && wanted.providerType() != before.providerType()) {
            throw new Problem.Invalid(
                    "provider_type", "is " + before.providerType() + " and stays so", "another provider of that type");
        }
        save(access, id, wanted, before.isDefault());
        audit.record(access, "provider.change", id.toString(), before.name());
        return get(access.workspace(), id);
    }

    private void save(Access access, UUID id, ProviderRequest request, boolean defaultUnlessSaid) {
        request.validated();
        boolean isDefault = request.isDefault() == null ? defaultUnlessSaid : request.isDefault();
        if (isDefault) {
            providers.clearDefault(access.workspace());
        }
        ProviderSettings settings = settings(request);
        ProviderRequest complete = new ProviderRequest(
                request.name(),
                request.providerType(),
                null,
                null,
                request.maxSendsPerSecond(),
                request.maxSendsPerDay(),
                request.priority() == null ? PRIORITY : request.priority(),
                isDefault);
        providers.save(access.workspace(), id, complete, settings, null, clock.instant());
        if (settings != null) {
            entrust(new ProviderKey(access.workspace().value(), id), settings, request.credentials());
        }
    }

    private @Nullable ProviderSettings settings(ProviderRequest request) {
        if (!request.sends() || request.providerType() == null) {
            return null;
        }
        ObjectNode given = request.settings() == null ? json.createObjectNode() : request.settings();
        try {
            return MergePatch.apply(
                            json,
                            json.createObjectNode(),
                            given,
                            request.providerType().settings())
                    .complete();
        } catch (Problem.Invalid invalid) {
            throw new Problem.Invalid(invalid.fields().stream()
                    .map(field -> new Problem.Field(inSettings(field.field()), field.wrong(), field.right()))
                    .toList());
        }
    }

    private static String inSettings(String field) {
        return field.startsWith("settings.") ? field : "settings." + field;
    }

    /** Gives MailAgent what it needs to reach a provider; the secrets end there. */
    void entrust(ProviderKey key, ProviderSettings settings, @Nullable ProviderCredentials given) {
        try {
            agent.saveProvider(
                    switch (settings) {
                        case SmtpSettings smtp -> mailServer(key, smtp.complete(), given);
                        case ProviderSettings.Vendor vendor ->
                            new ProviderSpec.Vendor(
                                    key, vendor.wire(), given == null ? null : given.forVendor(), VENDOR_CONNECTIONS);
                    });
        } catch (InvalidFieldException invalid) {
            throw new Problem.Invalid(apiName(invalid.field()), String.valueOf(invalid.getMessage()), "a valid value");
        }
    }

    private static SmtpProvider mailServer(ProviderKey key, SmtpSettings all, @Nullable ProviderCredentials given) {
        return new SmtpProvider(
                key,
                all.endpoint(),
                given == null ? null : given.forMailServer(),
                Objects.requireNonNull(all.maxConnections()),
                Objects.requireNonNull(all.heloName()));
    }

    /** The name in the API of a member of the wire. */
    private static String apiName(String field) {
        String name = field.replaceAll("(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
        return name.startsWith("credentials") ? name : inSettings(name);
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

    /** From now on nothing leaves through it; what is handed over already does. */
    @Transactional
    public Provider pause(Access access, UUID id) {
        return pause(access, id, clock.instant(), "provider.pause");
    }

    @Transactional
    public Provider resume(Access access, UUID id) {
        return pause(access, id, null, "provider.resume");
    }

    private Provider pause(Access access, UUID id, @Nullable Instant pausedAt, String action) {
        Provider provider = get(access.workspace(), id);
        if ((provider.pausedAt() == null) != (pausedAt == null)) {
            providers.pause(access.workspace(), id, pausedAt, clock.instant());
            audit.record(access, action, id.toString(), provider.name());
        }
        return get(access.workspace(), id);
    }

    /** Signs in, or asks a vendor for what only its key may see, and notes how that went. */
    public ProviderStatus test(WorkspaceId workspace, UUID id) {
        Provider provider = get(workspace, id);
        if (!provider.sends()) {
            throw new Problem.Conflict("There are no credentials of " + provider.name()
                    + " to sign in with; it only reports, by its webhooks.");
        }
        ProviderStatus status = agent.probeProvider(provider.key());
        boolean ready = status.state() == ProviderStatus.State.READY;
        providers.checked(workspace, id, status.state().name(), ready ? null : status.detail(), clock.instant());
        if (ready) {
            health.answered(provider);
        }
        return status;
    }

    /**
     * Those that carry a workspace's mail, the preferred first and paused ones, too: its own, or the installation's where it has
     * none of its own.
     */
    public List<Provider> carriers(WorkspaceId workspace) {
        List<Provider> own = own(workspace);
        return own.isEmpty() ? fallback().stream().toList() : own;
    }

    private List<Provider> own(WorkspaceId workspace) {
        return providers.list(workspace).stream().filter(Provider::sends).toList();
    }

    /** The installation's own provider, where one is configured. */
    public Optional<Provider> fallback() {
        return providers.fallback();
    }

    /**
     * Reserves sends of a day.
     *
     * @param wanted by id
     * @return how many each cap leaves; none for those that are gone
     */
    @Transactional
    public Map<UUID, Integer> reserve(WorkspaceId workspace, Map<UUID, Integer> wanted, LocalDate day) {
        return wanted.isEmpty() ? Map.of() : providers.reserve(workspace, wanted, day);
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
