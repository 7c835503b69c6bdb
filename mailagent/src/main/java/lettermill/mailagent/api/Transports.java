package lettermill.mailagent.api;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import lettermill.mailagent.provider.Providers;
import lettermill.mailagent.provider.Providers.Stored;
import lettermill.mailagent.transport.SmtpSettings;
import lettermill.mailagent.transport.SmtpSettings.TimeLimits;
import lettermill.mailagent.transport.SmtpTransport;
import lettermill.mailagent.transport.Transport;
import lettermill.mailagent.vendor.HttpTransport;
import lettermill.wire.ProviderSpec;
import lettermill.wire.SmtpProvider;
import lettermill.wire.SmtpProvider.Credentials;
import lettermill.wire.Source;
import org.jspecify.annotations.Nullable;

/** One transport for each provider and address in use, made anew when the provider was changed, here or by another process. */
final class Transports implements AutoCloseable {
    private static final Duration FRESH = Duration.ofSeconds(5);

    /** Connections from one address never carry what is to leave from another. */
    private record Way(UUID provider, @Nullable Source source) {}

    private record Held(Stored stored, Transport transport, long checked) {
        boolean isFresh(long nanoTime) {
            return nanoTime - checked < FRESH.toNanos();
        }
    }

    private final Providers providers;
    private final TimeLimits limits;
    private final InstantSource clock;
    private final ConcurrentHashMap<Way, Held> held = new ConcurrentHashMap<>();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("smtp-watch").factory());

    Transports(Providers providers, TimeLimits limits, InstantSource clock) {
        this.providers = providers;
        this.limits = limits;
        this.clock = clock;
    }

    /** The transport of a provider, if there is one that the workspace may use; null stands for the installation. */
    Optional<Transport> find(@Nullable UUID workspaceId, UUID providerId, @Nullable Source source) {
        Way way = new Way(providerId, source);
        Held current = held.get(way);
        if (current == null || !current.isFresh(System.nanoTime())) {
            current = held.compute(way, (key, last) -> refresh(workspaceId, key, last));
        }
        if (current == null) {
            return Optional.empty();
        }
        UUID owner = current.stored().provider().key().workspaceId();
        return owner == null || owner.equals(workspaceId) ? Optional.of(current.transport()) : Optional.empty();
    }

    private @Nullable Held refresh(@Nullable UUID workspaceId, Way way, @Nullable Held last) {
        long now = System.nanoTime();
        if (last != null && last.isFresh(now)) {
            return last;
        }
        UUID owner = last == null ? workspaceId : last.stored().provider().key().workspaceId();
        Stored stored = providers.find(owner, way.provider()).orElse(null);
        if (last != null && stored != null && last.stored().version() == stored.version()) {
            return new Held(stored, last.transport(), now);
        }
        if (last != null) {
            last.transport().close();
        }
        return stored == null ? null : new Held(stored, transport(stored.provider(), way.source()), now);
    }

    private Transport transport(ProviderSpec provider, @Nullable Source source) {
        return switch (provider) {
            case SmtpProvider smtp ->
                new SmtpTransport(
                        new SmtpSettings(
                                smtp, Objects.requireNonNullElse(smtp.credentials(), Credentials.NONE), limits, source),
                        watch);
            case ProviderSpec.Vendor vendor -> new HttpTransport(vendor, HttpTransport.Limits.USUAL, clock);
        };
    }

    /** Looks at the provider's row again before its next use. */
    void forget(UUID providerId) {
        held.keySet().stream().filter(way -> way.provider().equals(providerId)).forEach(this::close);
    }

    private void close(Way way) {
        Held last = held.remove(way);
        if (last != null) {
            last.transport().close();
        }
    }

    @Override
    public void close() {
        held.keySet().forEach(this::close);
        watch.shutdown();
    }
}
