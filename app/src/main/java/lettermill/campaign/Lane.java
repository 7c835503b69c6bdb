package lettermill.campaign;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import lettermill.base.CampaignId;
import lettermill.base.WorkspaceId;
import lettermill.delivery.BatchReport;
import lettermill.delivery.Control;
import lettermill.delivery.Delivery;
import lettermill.delivery.Mailing;
import lettermill.ledger.queue.Claims;
import lettermill.ledger.queue.Order;
import lettermill.ledger.queue.SendQueue;
import lettermill.routing.RouteWish;
import lettermill.routing.Routing;
import lettermill.routing.SendWindow;
import lettermill.template.RenderingFailure;
import lettermill.workspace.Workspace;
import org.springframework.stereotype.Component;

/** What a lane does: claims and delivers batch after batch until nothing is due, the campaign is paused or its window closes. */
@Component
class Lane implements SendCampaignEmail.Sending {

    private static final int BATCH = 500;
    /** How old an answer to "still sending?" may be. */
    private static final Duration GLANCE = Duration.ofMillis(250);

    private final Campaigns campaigns;
    private final Mailings mailings;
    private final SendQueue queue;
    private final Delivery delivery;
    private final Routing routing;
    private final Lifecycle lifecycle;
    private final Clock clock;

    Lane(
            Campaigns campaigns,
            Mailings mailings,
            SendQueue queue,
            Delivery delivery,
            Routing routing,
            Lifecycle lifecycle,
            Clock clock) {
        this.campaigns = campaigns;
        this.mailings = mailings;
        this.queue = queue;
        this.delivery = delivery;
        this.routing = routing;
        this.lifecycle = lifecycle;
        this.clock = clock;
    }

    @Override
    public void send(WorkspaceId workspace, CampaignId id, BooleanSupplier stopping) throws InterruptedException {
        Optional<Campaign> found = campaigns.find(workspace, id);
        if (found.isEmpty()
                || found.get().status() != CampaignStatus.SENDING
                || found.get().materialisedAt() == null) {
            return;
        }
        Mailing mailing;
        try {
            mailing = mailings.of(found.get());
        } catch (RenderingFailure failure) {
            lifecycle.halt(workspace, id, "its template can't be rendered: " + failure.describe());
            return;
        }
        Control control = new Control(new StillSending(workspace, id, mailing), stopping);
        Order order = order(routing, mailing.workspace(), mailing.wish());
        String stopped = null;
        boolean worked = false;
        while (stopped == null && control.mayGoOn()) {
            Claims claims = queue.claim(workspace, id, BATCH, order);
            if (claims.messages().isEmpty()) {
                break;
            }
            BatchReport report = delivery.deliver(mailing, claims, control);
            stopped = report.stopped();
            worked = true;
        }
        if (worked && control.mayGoOn()) {
            campaigns.note(
                    workspace,
                    id,
                    stopped,
                    queue.nextDue(workspace, id)
                            .filter(clock.instant()::isBefore)
                            .orElse(null),
                    clock.instant());
        }
        lifecycle.finish(workspace, id);
    }

    /** While a domain is warmed up its mail goes first to those who want it most. */
    static Order order(Routing routing, Workspace workspace, RouteWish wish) {
        return routing.warms(workspace, wish) ? Order.ENGAGED : Order.DUE;
    }

    /** Looks at the campaign's row now and then: a pause holds within one wave and the life of a glance. */
    private final class StillSending implements BooleanSupplier {
        private final WorkspaceId workspace;
        private final CampaignId id;
        private final Mailing mailing;
        private Instant looked = Instant.MIN;
        private boolean answer;

        StillSending(WorkspaceId workspace, CampaignId id, Mailing mailing) {
            this.workspace = workspace;
            this.id = id;
            this.mailing = mailing;
        }

        @Override
        public boolean getAsBoolean() {
            Instant now = clock.instant();
            if (looked.equals(Instant.MIN) || Duration.between(looked, now).compareTo(GLANCE) > 0) {
                looked = now;
                answer = campaigns
                        .find(workspace, id)
                        .filter(campaign -> sending(campaign, now))
                        .isPresent();
            }
            return answer;
        }

        private boolean sending(Campaign campaign, Instant now) {
            SendWindow window = campaign.content().sendWindow();
            return campaign.status() == CampaignStatus.SENDING
                    && (window == null || window.open(now, mailing.workspace().timezone()));
        }
    }
}
