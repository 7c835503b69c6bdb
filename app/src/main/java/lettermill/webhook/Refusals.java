package lettermill.webhook;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import lettermill.base.Problem;
import org.springframework.stereotype.Component;

/**
 * Counts the callbacks that were refused, by who sent them and where to, and reads no further ones for a while when there are
 * very many. Genuine ones are never counted. Vendors repeat what is answered 429, so nothing is lost by it.
 */
@Component
public class Refusals {

    static final int MOST = 120;
    private static final Duration WINDOW = Duration.ofMinutes(1);
    /** Of more senders at once the least active are forgotten. */
    private static final int SENDERS = 10_000;

    private final Cache<Sender, AtomicInteger> refused;

    Refusals(Clock clock) {
        this.refused = Caffeine.newBuilder()
                .maximumSize(SENDERS)
                .expireAfterWrite(WINDOW)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /** Who sends callbacks where. */
    public record Sender(String clientAddress, String path) {}

    /** Reads and takes a callback. */
    @FunctionalInterface
    public interface Taking<E extends Exception> {
        void run() throws E;
    }

    /**
     * Takes a callback, unless too many of this sender were refused within a minute.
     *
     * @throws Problem.TooManyRequests then, without reading the body
     */
    public <E extends Exception> void watch(Sender sender, Taking<E> taking) throws E {
        AtomicInteger before = refused.getIfPresent(sender);
        if (before != null && before.get() >= MOST) {
            throw new Problem.TooManyRequests("Too many callbacks that are not genuine came from here.", WINDOW);
        }
        try {
            taking.run();
        } catch (Problem.Unauthenticated | Problem.NotFound | Problem.Invalid refusal) {
            refused.get(sender, first -> new AtomicInteger()).incrementAndGet();
            throw refusal;
        }
    }
}
