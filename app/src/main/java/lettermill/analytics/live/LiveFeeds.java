package lettermill.analytics.live;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import lettermill.base.CampaignId;
import lettermill.base.WorkspaceId;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The campaigns that somebody watches now. */
@Component
class LiveFeeds implements SmartLifecycle {

    /** Streams end by themselves after half an hour; a page that is still open asks again. */
    private static final long LONGEST_MILLIS = 30 * 60 * 1_000L;

    private final LiveCounters counters;
    private final Map<CampaignId, LiveFeed> feeds = new ConcurrentHashMap<>();
    private volatile boolean running;

    LiveFeeds(LiveCounters counters) {
        this.counters = counters;
    }

    /**
     * Numbers at once and then each second while the campaign is scheduled, being sent or paused.
     *
     * @throws lettermill.base.Problem.NotFound when the workspace has no such campaign
     */
    SseEmitter watch(WorkspaceId workspace, CampaignId campaign) {
        counters.numbers(workspace, campaign);
        SseEmitter watcher = new SseEmitter(LONGEST_MILLIS);
        feeds.compute(campaign, (id, known) -> {
            LiveFeed feed = known == null ? new LiveFeed(workspace, id, counters, this::takeOff) : known;
            feed.add(watcher);
            if (known == null) {
                Thread.ofVirtual().name("live-" + id).start(() -> follow(feed));
            }
            return feed;
        });
        return watcher;
    }

    private void follow(LiveFeed feed) {
        feed.run();
        feeds.remove(feed.campaign(), feed);
        // Whoever came while it ended is sent away to ask again.
        feed.end();
    }

    /** Within the map's lock, so that nobody joins a feed that ends. */
    private boolean takeOff(LiveFeed feed) {
        return feeds.computeIfPresent(feed.campaign(), (id, known) -> known == feed && !feed.watched() ? null : known)
                != feed;
    }

    @Override
    public void start() {
        running = true;
    }

    /** Before the web server waits for its last requests: streams would keep it waiting. */
    @Override
    public void stop() {
        running = false;
        feeds.values().forEach(LiveFeed::end);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
