package lettermill.campaign;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import lettermill.base.CampaignId;
import lettermill.base.WorkspaceId;
import lettermill.engine.Activity;
import lettermill.engine.ActivityRun;
import lettermill.engine.Engine;
import lettermill.engine.Queue;
import org.springframework.stereotype.Component;

/**
 * {@code send_campaign_email}: one of a campaign's lanes, on a platform thread of its own (on virtual threads the send path is
 * a tenth slower: they share their carriers with every request). While many campaigns are sent at once each keeps its first
 * lane only, so that none of them, and no request, waits for a processor behind a crowd.
 */
@Component
class SendCampaignEmail implements Activity {

    static final String ACTIVITY = "send_campaign_email";

    /** Measured: four lanes of a thread each keep two cores and a provider's connections busy; more don't help. */
    private static final int LANES = 4;
    /** Two keep a processor busy; the others are for those that wait for a slow provider. */
    private static final int LANES_OF_A_PROCESSOR = 4;

    private final Sending lane;
    private final Engine engine;
    private final Clock clock;
    private final int room = LANES_OF_A_PROCESSOR * Runtime.getRuntime().availableProcessors();
    private final AtomicInteger atWork = new AtomicInteger();
    private final ExecutorService threads =
            Executors.newCachedThreadPool(Thread.ofPlatform().name("lane-", 1).factory());

    SendCampaignEmail(Sending lane, Engine engine, Clock clock) {
        this.lane = lane;
        this.engine = engine;
        this.clock = clock;
    }

    /** Asks for the lanes of a campaign; those that are open already stay as they are. */
    void open(WorkKey campaign) {
        int wanted = atWork.get() < room ? LANES : 1;
        for (int number = 0; number < wanted; number++) {
            engine.dispatch(ACTIVITY, campaign.lane(number), campaign.workspace(), clock.instant());
        }
    }

    /** What a lane does until it is asked to end or has nothing left. */
    interface Sending {
        void send(WorkspaceId workspace, CampaignId campaign, BooleanSupplier stopping) throws InterruptedException;
    }

    @Override
    public String name() {
        return ACTIVITY;
    }

    @Override
    public Queue queue() {
        return Queue.SENDING;
    }

    @Override
    public Optional<CampaignId> campaign(String key) {
        return Optional.of(WorkKey.of(key).campaign());
    }

    @Override
    public void run(ActivityRun run) throws InterruptedException {
        boolean first = run.key().endsWith(WorkKey.FIRST_LANE);
        try {
            if (atWork.incrementAndGet() <= room || first) {
                send(WorkKey.of(run.key()), () -> run.stopping().getAsBoolean() || !first && atWork.get() > room);
            }
        } finally {
            atWork.decrementAndGet();
        }
    }

    private void send(WorkKey key, BooleanSupplier stopping) throws InterruptedException {
        Future<?> work = threads.submit(() -> {
            lane.send(key.workspace(), key.campaign(), stopping);
            return null;
        });
        try {
            work.get();
        } catch (InterruptedException interrupted) {
            work.cancel(true);
            throw interrupted;
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(failed.getCause());
        }
    }
}
