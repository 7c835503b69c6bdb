package lettermill.campaign;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import lettermill.base.Problem;
import lettermill.engine.Activity;
import lettermill.engine.ActivityRun;
import lettermill.engine.Engine;
import lettermill.engine.Schedule;
import lettermill.ledger.queue.SendQueue;
import lettermill.routing.SendWindow;
import lettermill.workspace.Workspaces;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/**
 * {@code check_scheduled_campaigns}: starts what is due, opens the lanes of campaigns whose deferred messages are due or whose
 * window has opened, and ends those with nothing left. Whatever a crash left behind goes on through it.
 */
@Component
class CheckScheduledCampaigns implements Activity {

    static final String ACTIVITY = "check_scheduled_campaigns";

    private static final Logger LOG = LoggerFactory.getLogger(CheckScheduledCampaigns.class);
    /** A lane may give messages back to a campaign that was cancelled meanwhile; they are ended until so long after. */
    private static final Duration AFTERMATH = Duration.ofHours(1);

    private final Campaigns campaigns;
    private final Lifecycle lifecycle;
    private final Workspaces workspaces;
    private final SendQueue queue;
    private final Engine engine;
    private final SendCampaignEmail lanes;
    private final Clock clock;

    CheckScheduledCampaigns(
            Campaigns campaigns,
            Lifecycle lifecycle,
            Workspaces workspaces,
            SendQueue queue,
            Engine engine,
            SendCampaignEmail lanes,
            Clock clock) {
        this.campaigns = campaigns;
        this.lifecycle = lifecycle;
        this.workspaces = workspaces;
        this.queue = queue;
        this.engine = engine;
        this.lanes = lanes;
        this.clock = clock;
    }

    @Override
    public String name() {
        return ACTIVITY;
    }

    @Override
    public void run(ActivityRun run) {
        for (Campaign campaign : campaigns.atWork(clock.instant().minus(AFTERMATH))) {
            try {
                attend(campaign);
            } catch (Problem problem) {
                // One campaign's trouble must not keep the others waiting.
                LOG.warn("Campaign {} could not be attended to: {}", campaign.id(), problem.getMessage());
            }
        }
    }

    private void attend(Campaign campaign) {
        switch (campaign.status()) {
            case SCHEDULED -> {
                Instant at = campaign.scheduledAt();
                if (at != null && !at.isAfter(clock.instant())) {
                    lifecycle.due(campaign.workspaceId(), campaign.id());
                }
            }
            case SENDING -> goOn(campaign);
            case CANCELLED -> queue.abandon(campaign.workspaceId(), campaign.id(), "CAMPAIGN_CANCELLED");
            case DRAFT, SENT, PAUSED -> {}
        }
    }

    private void goOn(Campaign campaign) {
        Instant now = clock.instant();
        SendWindow window = campaign.content().sendWindow();
        if (campaign.materialisedAt() == null) {
            engine.dispatch(SendCampaign.ACTIVITY, WorkKey.of(campaign).toString(), campaign.workspaceId(), now);
            return;
        }
        Optional<Instant> due = queue.nextDue(campaign.workspaceId(), campaign.id());
        if (due.isEmpty()) {
            lifecycle.finish(campaign.workspaceId(), campaign.id());
        } else if (window != null
                && !window.open(now, workspaces.get(campaign.workspaceId()).timezone())) {
            Instant opens =
                    window.opens(now, workspaces.get(campaign.workspaceId()).timezone());
            campaigns.note(campaign.workspaceId(), campaign.id(), "outside its send window", opens, now);
        } else if (!due.get().isAfter(now)) {
            lanes.open(WorkKey.of(campaign));
        }
    }

    /** Declared here, beside what it runs. */
    @Configuration(proxyBeanMethods = false)
    static class Cadence {
        @Bean
        Schedule checkScheduledCampaignsOften() {
            return new Schedule("check-scheduled-campaigns", ACTIVITY, Duration.ofSeconds(5));
        }
    }
}
