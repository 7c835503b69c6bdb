package lettermill.mailagent.transport;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import lettermill.mailagent.transport.SmtpSettings.TimeLimits;
import lettermill.wire.Outcome;
import lettermill.wire.ProviderStatus;
import lettermill.wire.ProviderStatus.State;

/** Sends over SMTP (RFC 5321): pooled connections, pipelined where the server offers it. */
public final class SmtpTransport implements Transport {
    private static final Duration WATCH = Duration.ofMillis(200);

    private final SmtpSettings settings;
    private final ConnectionPool pool;
    private final ConnectionPool probes;
    private final ScheduledFuture<?> watch;
    private volatile boolean closed;

    /** @param scheduler runs the watch over time limits; stays the caller's */
    public SmtpTransport(SmtpSettings settings, ScheduledExecutorService scheduler) {
        this.settings = settings;
        this.pool = new ConnectionPool(settings);
        this.probes = new ConnectionPool(new SmtpSettings(
                settings.provider(),
                settings.credentials(),
                atMost(Duration.ofSeconds(10), settings.limits()),
                settings.source()));
        this.watch =
                scheduler.scheduleWithFixedDelay(this::tick, WATCH.toMillis(), WATCH.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static TimeLimits atMost(Duration most, TimeLimits limits) {
        Duration connect = limits.connect().compareTo(most) > 0 ? most : limits.connect();
        Duration command = limits.command().compareTo(most) > 0 ? most : limits.command();
        return new TimeLimits(connect, command, command, limits.idle());
    }

    @Override
    public List<Outcome> send(List<Outgoing> letters) {
        return new SmtpWave(pool, settings.limits(), letters).run();
    }

    /** Over a connection of its own, ended at once. */
    @Override
    public ProviderStatus probe() {
        try {
            SmtpConnection connection = probes.acquire();
            List<String> offered = connection.extensions().entrySet().stream()
                    .map(e -> (e.getKey() + " " + e.getValue()).strip())
                    .toList();
            connection.quit();
            probes.discard(connection);
            return new ProviderStatus(State.READY, "connected and ready to take mail", offered);
        } catch (ConnectFailure failure) {
            return new ProviderStatus(failure.state(), failure.reply().toString(), List.of());
        }
    }

    /** The watch goes on until the connections in use are given back. */
    private void tick() {
        pool.tick();
        probes.tick();
        if (closed && pool.isDrained() && probes.isDrained()) {
            watch.cancel(false);
        }
    }

    @Override
    public void close() {
        closed = true;
        pool.close();
        probes.close();
    }
}
