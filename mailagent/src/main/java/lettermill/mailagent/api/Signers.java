package lettermill.mailagent.api;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import lettermill.mailagent.domain.SendingDomains;
import lettermill.mailagent.mime.DkimSigner;
import lettermill.wire.DomainKey;
import org.jspecify.annotations.Nullable;

/** The signers in use; a key that another process has removed is noticed within seconds. */
final class Signers {
    private static final Duration FRESH = Duration.ofSeconds(30);

    private record Held(Optional<DkimSigner> signer, long checked) {}

    private final SendingDomains domains;
    private final ConcurrentHashMap<DomainKey, Held> held = new ConcurrentHashMap<>();

    Signers(SendingDomains domains) {
        this.domains = domains;
    }

    Optional<DkimSigner> find(DomainKey domain) {
        Held current = held.get(domain);
        if (current == null || !isFresh(current)) {
            current = held.compute(domain, this::refresh);
        }
        return current.signer();
    }

    private Held refresh(DomainKey domain, @Nullable Held last) {
        return last != null && isFresh(last) ? last : new Held(domains.signer(domain), System.nanoTime());
    }

    private static boolean isFresh(Held current) {
        return System.nanoTime() - current.checked() < FRESH.toNanos();
    }

    void forget(DomainKey domain) {
        held.remove(domain);
    }
}
