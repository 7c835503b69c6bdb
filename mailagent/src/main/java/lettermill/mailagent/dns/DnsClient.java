package lettermill.mailagent.dns;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import lettermill.mailagent.dns.Answer.Failure;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SimpleResolver;

/**
 * Asks recursive resolvers: UDP first, TCP where the answer was cut off. Safe for use by several threads; keeps nothing between
 * two inquiries, so that whoever has just published a record sees it.
 */
public final class DnsClient {

    /** What one exchange of messages brought. */
    sealed interface Exchange {
        record Replied(Message message) implements Exchange {}

        record Unanswered(Failure why, String detail) implements Exchange {}
    }

    private final DnsSettings settings;
    private final List<Resolver> resolvers;

    public DnsClient(DnsSettings settings) {
        this.settings = settings;
        this.resolvers = settings.servers().stream()
                .map(server -> {
                    Resolver resolver = new SimpleResolver(server);
                    resolver.setTimeout(settings.patience());
                    return resolver;
                })
                .toList();
    }

    /**
     * Opens one check's questions.
     *
     * @param limit after this time every further question counts as unanswered
     */
    public Inquiry inquire(Duration limit) {
        return new Inquiry(this, System.nanoTime() + limit.toNanos());
    }

    /** @param deadline of {@link System#nanoTime} */
    Exchange exchange(Name name, int type, long deadline) {
        Message query = Message.newQuery(Record.newRecord(name, type, DClass.IN));
        Exchange last = new Exchange.Unanswered(Failure.SILENCE, "no time was left to ask");
        for (int round = 0; round < settings.rounds(); round++) {
            for (Resolver resolver : resolvers) {
                long left = Math.min(
                        deadline - System.nanoTime(), 2 * settings.patience().toNanos());
                if (left <= 0) {
                    return last;
                }
                last = once(resolver, query, left);
                if (last instanceof Exchange.Replied) {
                    return last;
                }
            }
        }
        return last;
    }

    /** Twice the patience at most: once for UDP and once for TCP. */
    private Exchange once(Resolver resolver, Message query, long nanos) {
        CompletableFuture<Message> reply = resolver.sendAsync(query).toCompletableFuture();
        try {
            Message message = reply.get(nanos, TimeUnit.NANOSECONDS);
            int code = message.getRcode();
            return code == Rcode.NOERROR || code == Rcode.NXDOMAIN
                    ? new Exchange.Replied(message)
                    : new Exchange.Unanswered(Failure.SERVER_FAILURE, "the resolver answered " + Rcode.string(code));
        } catch (TimeoutException late) {
            reply.cancel(true);
            return silence();
        } catch (ExecutionException failed) {
            return reason(Objects.requireNonNullElse(failed.getCause(), failed));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Exchange.Unanswered(Failure.SILENCE, "the check was interrupted");
        }
    }

    private Exchange reason(Throwable cause) {
        if (cause instanceof TimeoutException
                || (cause instanceof IOException
                        && String.valueOf(cause.getMessage()).contains("imed out"))) {
            return silence();
        }
        return new Exchange.Unanswered(Failure.NONSENSE, "the answer is of no use: " + cause.getMessage());
    }

    private Exchange silence() {
        return new Exchange.Unanswered(
                Failure.SILENCE, "no answer within " + settings.patience().toMillis() + " ms");
    }
}
