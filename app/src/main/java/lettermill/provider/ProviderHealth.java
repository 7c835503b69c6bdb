package lettermill.provider;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import lettermill.base.WorkspaceId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What sending learns of providers: whoever hears a provider fail tells all other processes by its {@link Breaker}. */
@Service
public class ProviderHealth {

    private static final int LONGEST_ERROR = 600;

    private final Breakers breakers;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    ProviderHealth(Breakers breakers, ApplicationEventPublisher publisher, Clock clock) {
        this.breakers = breakers;
        this.publisher = publisher;
        this.clock = clock;
    }

    /**
     * Counts a wave that the provider failed.
     *
     * @param wish how long it asked to be left in peace; zero if it did not
     * @param error its words or the fault
     */
    @Transactional
    public void failed(Provider provider, Breaker.Severity severity, Duration wish, String error) {
        String words = error.length() <= LONGEST_ERROR ? error : error.substring(0, LONGEST_ERROR);
        breakers.lock(provider).ifPresent(before -> {
            Breaker after = before.afterFault(severity, wish, clock.instant());
            breakers.write(provider, after, words);
            WorkspaceId workspace = provider.workspaceId();
            if (workspace != null && before.openedAt() == null && after.retryAt() != null) {
                publisher.publishEvent(new ProviderFailing(
                        workspace, provider.id(), provider.name(), words, after.faults(), after.retryAt()));
            }
        });
    }

    /**
     * Forgets faults, as the provider has answered a wave. Costs nothing while there were none.
     *
     * @return the provider with its breaker as it is now
     */
    @Transactional
    public Provider answered(Provider provider) {
        if (!provider.breaker().remembers()) {
            return provider;
        }
        breakers.write(provider, Breaker.CLOSED, null);
        return provider.with(Breaker.CLOSED);
    }

    /**
     * Asks leave to send through a provider, which is given while its breaker is closed, and to one wave at a time when a pause is
     * over.
     *
     * @return the provider with its breaker as it is now; empty when nothing may go there
     */
    @Transactional
    public Optional<Provider> admit(Provider provider) {
        Breaker breaker = provider.breaker();
        if (breaker.state() == Breaker.State.CLOSED) {
            return Optional.of(provider);
        }
        return breaker.blocks(clock.instant())
                ? Optional.empty()
                : breakers.takeTrial(provider, clock.instant()).map(provider::with);
    }
}
