package lettermill.analytics.live;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import lettermill.base.CampaignId;
import lettermill.base.Problem;
import lettermill.base.WorkspaceId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** One campaign's numbers, asked for once a second for all who watch it. */
final class LiveFeed implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(LiveFeed.class);
    private static final long TICK_MILLIS = 1_000;
    private static final long REASONS_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final WorkspaceId workspace;
    private final CampaignId campaign;
    private final LiveCounters counters;
    private final Predicate<LiveFeed> abandoned;
    private final List<SseEmitter> watchers = new CopyOnWriteArrayList<>();
    private final Pace pace = new Pace();
    private List<LiveNumbers.Reason> reasons = List.of();
    private long refusals = -1;
    private long reasonsAt = System.nanoTime() - REASONS_NANOS;
    private volatile boolean ended;

    /** @param abandoned asked when nobody watches: true if the feed was taken off the list and may end */
    LiveFeed(WorkspaceId workspace, CampaignId campaign, LiveCounters counters, Predicate<LiveFeed> abandoned) {
        this.workspace = workspace;
        this.campaign = campaign;
        this.counters = counters;
        this.abandoned = abandoned;
    }

    CampaignId campaign() {
        return campaign;
    }

    void add(SseEmitter watcher) {
        watcher.onCompletion(() -> watchers.remove(watcher));
        watcher.onTimeout(watcher::complete);
        watchers.add(watcher);
    }

    boolean watched() {
        return !watchers.isEmpty();
    }

    /** Ends all streams; browsers ask again by themselves. */
    void end() {
        ended = true;
        watchers.forEach(SseEmitter::complete);
        watchers.clear();
    }

    @Override
    public void run() {
        try {
            while (!ended && (watched() || !abandoned.test(this))) {
                LiveNumbers numbers = numbers();
                watchers.forEach(watcher -> send(watcher, numbers));
                if (!numbers.moving()) {
                    end();
                }
                Thread.sleep(TICK_MILLIS);
            }
        } catch (DataAccessException | Problem.NotFound away) {
            LOG.info("Nobody can watch campaign {} for now: {}", campaign, away.getMessage());
            end();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            end();
        }
    }

    private LiveNumbers numbers() {
        LiveNumbers numbers = counters.numbers(workspace, campaign);
        long now = System.nanoTime();
        @Nullable Long perMinute = pace.perMinute(now, numbers.sentCount());
        // Reasons are counted over all messages, so only when one is new and not every second.
        if (numbers.refusals() != refusals && now - reasonsAt >= REASONS_NANOS || !numbers.moving()) {
            reasons = counters.reasons(workspace, campaign);
            refusals = numbers.refusals();
            reasonsAt = now;
        }
        return numbers.with(perMinute, reasons);
    }

    private void send(SseEmitter watcher, LiveNumbers numbers) {
        try {
            watcher.send(SseEmitter.event().data(numbers, MediaType.APPLICATION_JSON));
        } catch (IOException | IllegalStateException gone) {
            watchers.remove(watcher);
        }
    }
}
