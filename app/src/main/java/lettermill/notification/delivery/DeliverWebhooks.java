package lettermill.notification.delivery;

import java.time.Clock;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import lettermill.engine.Activity;
import lettermill.engine.ActivityRun;

/**
 * Delivers what is due, for a minute in one go; then the engine gives the work to whichever process is free. It is one process at
 * a time, but would do no harm in two.
 */
final class DeliverWebhooks implements Activity {

    static final String ACTIVITY = "deliver_webhooks";

    private static final Duration ONE_GO = Duration.ofMinutes(1);

    private final Deliveries deliveries;
    private final Clerk clerk;
    private final Courier courier;
    private final Clock clock;
    private final Duration pause;

    /** @param pause between two looks at the queue */
    DeliverWebhooks(Deliveries deliveries, Clerk clerk, Courier courier, Clock clock, Duration pause) {
        this.deliveries = deliveries;
        this.clerk = clerk;
        this.courier = courier;
        this.clock = clock;
        this.pause = pause;
    }

    @Override
    public String name() {
        return ACTIVITY;
    }

    @Override
    public void run(ActivityRun run) throws InterruptedException {
        long end = System.nanoTime() + ONE_GO.toNanos();
        BooleanSupplier stopping = () -> run.stopping().getAsBoolean() || end - System.nanoTime() <= 0;
        try (Lanes lanes = new Lanes(clerk, courier, stopping)) {
            while (!stopping.getAsBoolean()) {
                deliveries.due(Lanes.EACH, clock.instant()).forEach(lanes::open);
                Thread.sleep(pause);
            }
        }
    }
}
