package lettermill.provider;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What sending learns of providers: whoever hears a provider fail tells all other processes by its {@link Breaker}. */
@Service
public class ProviderHealth {

    private static final int LONGEST_ERROR = 600;

    private final Breakers breakers;
    private final Clock clock;

    ProviderHealth(Breakers breakers, Clock clock) {
        this.breakers = breakers;
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
        breakers.lock(provider)
                .ifPresent(breaker ->
                        breakers.write(provider, breaker.afterFault(severity, wish, clock.instant()), words));
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
