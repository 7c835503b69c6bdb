package lettermill.campaign;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import lettermill.base.CampaignId;
import lettermill.engine.Activity;
import lettermill.engine.ActivityRun;
import lettermill.engine.Queue;
import org.springframework.stereotype.Component;

/**
 * {@code send_campaign_email}: one of a campaign's lanes, on a platform thread of its own (on virtual threads the send path is
 * a tenth slower: they share their carriers with every request).
 */
@Component
class SendCampaignEmail implements Activity {

    static final String ACTIVITY = "send_campaign_email";

    private final Lane lane;
    private final ExecutorService threads =
            Executors.newCachedThreadPool(Thread.ofPlatform().name("lane-", 1).factory());

    SendCampaignEmail(Lane lane) {
        this.lane = lane;
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
        WorkKey key = WorkKey.of(run.key());
        Future<?> work = threads.submit(() -> {
            lane.send(key.workspace(), key.campaign(), run.stopping());
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
