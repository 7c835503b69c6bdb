package lettermill.campaign;

import java.time.Clock;
import java.util.Optional;
import lettermill.audience.AudienceSelection;
import lettermill.audience.SelectFragment;
import lettermill.base.CampaignId;
import lettermill.engine.Activity;
import lettermill.engine.ActivityRun;
import lettermill.ledger.queue.Order;
import lettermill.ledger.queue.SendQueue;
import lettermill.routing.Routing;
import lettermill.workspace.Workspaces;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** {@code send_campaign}: makes a campaign's messages in one statement and opens the lanes that send them. */
@Component
class SendCampaign implements Activity {

    static final String ACTIVITY = "send_campaign";

    private final Campaigns campaigns;
    private final AudienceSelection audience;
    private final SendQueue queue;
    private final Counts counts;
    private final Workspaces workspaces;
    private final Routing routing;
    private final SendCampaignEmail lanes;
    private final Clock clock;

    SendCampaign(
            Campaigns campaigns,
            AudienceSelection audience,
            SendQueue queue,
            Counts counts,
            Workspaces workspaces,
            Routing routing,
            SendCampaignEmail lanes,
            Clock clock) {
        this.campaigns = campaigns;
        this.audience = audience;
        this.queue = queue;
        this.counts = counts;
        this.workspaces = workspaces;
        this.routing = routing;
        this.lanes = lanes;
        this.clock = clock;
    }

    @Override
    public String name() {
        return ACTIVITY;
    }

    @Override
    public Optional<CampaignId> campaign(String key) {
        return Optional.of(WorkKey.of(key).campaign());
    }

    /** All or nothing: a crash on the way leaves no messages, and the next run makes them. */
    @Override
    @Transactional
    public void run(ActivityRun run) {
        WorkKey key = WorkKey.of(run.key());
        Campaign campaign = campaigns.lock(key.workspace(), key.campaign());
        if (campaign.status() != CampaignStatus.SENDING) {
            return;
        }
        if (campaign.materialisedAt() == null) {
            CampaignRequest content = campaign.content();
            SelectFragment selection =
                    audience.of(key.workspace(), content.listId(), content.filter(), content.categoryId());
            Order order = Lane.order(routing, workspaces.get(key.workspace()), Mailings.wish(campaign.content()));
            queue.materialise(key.workspace(), key.campaign(), selection.sql(), selection.params(), order);
            campaigns.materialised(key.workspace(), key.campaign(), clock.instant());
            counts.recount(key.workspace(), key.campaign());
        }
        lanes.open(key);
    }
}
