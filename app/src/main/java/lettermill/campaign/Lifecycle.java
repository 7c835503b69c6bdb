package lettermill.campaign;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import lettermill.base.CampaignId;
import lettermill.base.Problem;
import lettermill.base.WorkspaceId;
import lettermill.engine.Engine;
import lettermill.ledger.queue.SendQueue;
import lettermill.template.TemplateVersions;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Moves campaigns from status to status. A method that takes a {@link Campaign} is called in a transaction that holds its
 * lock; one that takes an id locks it itself.
 */
@Component
class Lifecycle {

    private final Register campaigns;
    private final PreflightService preflight;
    private final TemplateVersions templates;
    private final SendQueue queue;
    private final Engine engine;
    private final Clock clock;

    Lifecycle(
            Register campaigns,
            PreflightService preflight,
            TemplateVersions templates,
            SendQueue queue,
            Engine engine,
            Clock clock) {
        this.campaigns = campaigns;
        this.preflight = preflight;
        this.templates = templates;
        this.queue = queue;
        this.engine = engine;
        this.clock = clock;
    }

    /**
     * Starts sending, or goes on: freezes the content and asks the engine for the work, in the caller's transaction.
     *
     * @throws Problem.Invalid with all that keeps it from starting
     */
    void start(Campaign campaign) {
        require(campaign, CampaignStatus.SENDING);
        List<Problem.Field> problems = preflight.blocking(campaign);
        if (!problems.isEmpty()) {
            throw new Problem.Invalid(problems);
        }
        if (campaign.templateVersionId() == null && campaign.content().templateId() != null) {
            long version = templates
                    .freeze(campaign.workspaceId(), campaign.content().templateId())
                    .id();
            campaigns.freeze(campaign, version);
        }
        campaigns.move(campaign, Campaigns.State.of(CampaignStatus.SENDING));
        engine.dispatch(
                SendCampaign.ACTIVITY, WorkKey.of(campaign).toString(), campaign.workspaceId(), clock.instant());
    }

    void schedule(Campaign campaign, Instant at) {
        require(campaign, CampaignStatus.SCHEDULED);
        campaigns.schedule(campaign, at);
    }

    void pause(Campaign campaign, String why) {
        require(campaign, CampaignStatus.PAUSED);
        campaigns.move(campaign, new Campaigns.State(CampaignStatus.PAUSED, why, null));
    }

    void cancel(Campaign campaign) {
        require(campaign, CampaignStatus.CANCELLED);
        campaigns.move(campaign, Campaigns.State.of(CampaignStatus.CANCELLED));
        queue.abandon(campaign.workspaceId(), campaign.id(), "CAMPAIGN_CANCELLED");
        engine.dispatch(Counts.ACTIVITY, WorkKey.of(campaign).toString(), campaign.workspaceId(), clock.instant());
    }

    /** Deletes a campaign and its messages; what happened to people stays in the events. */
    void forget(Campaign campaign) {
        queue.delete(campaign.workspaceId(), campaign.id());
        campaigns.delete(campaign);
    }

    /** A scheduled campaign whose time has come: starts, unless it is too late or something keeps it from starting. */
    @Transactional
    public void due(WorkspaceId workspace, CampaignId id) {
        Campaign campaign = campaigns.lock(workspace, id);
        Instant planned = campaign.scheduledAt();
        if (campaign.status() != CampaignStatus.SCHEDULED || planned == null || planned.isAfter(clock.instant())) {
            return;
        }
        Duration late = Duration.between(planned, clock.instant());
        if (late.toSeconds() > campaign.content().lateness()) {
            pause(
                    campaign,
                    "its time passed by " + late.toMinutes() + " minutes while nothing ran; resume it to send it now");
            return;
        }
        List<Problem.Field> problems = preflight.blocking(campaign);
        if (problems.isEmpty()) {
            start(campaign);
        } else {
            Problem.Field first = problems.getFirst();
            pause(campaign, "could not start: " + first.field() + " " + first.wrong());
        }
    }

    /** Pauses a campaign that can't go on, whoever notices first. */
    @Transactional
    public void halt(WorkspaceId workspace, CampaignId id, String why) {
        Campaign campaign = campaigns.lock(workspace, id);
        if (campaign.status() == CampaignStatus.SENDING) {
            pause(campaign, why);
        }
    }

    /**
     * What an operator of the engine wants of a campaign; nothing happens when it is so already.
     *
     * @throws Problem.Conflict when it can't become that
     */
    @Transactional
    public void steer(WorkspaceId workspace, CampaignId id, CampaignStatus wanted) {
        Campaign campaign = campaigns.lock(workspace, id);
        if (campaign.status() == wanted) {
            return;
        }
        switch (wanted) {
            case PAUSED -> pause(campaign, "paused by an operator of the engine");
            case SENDING -> start(campaign);
            case CANCELLED -> cancel(campaign);
            case DRAFT, SCHEDULED, SENT -> throw new IllegalArgumentException("Nobody steers to " + wanted);
        }
    }

    /** Goes on with a campaign that had ended, since a message of it is to be sent again. */
    @Transactional
    public void reopen(WorkspaceId workspace, CampaignId id) {
        Campaign campaign = campaigns.lock(workspace, id);
        if (campaign.status() == CampaignStatus.SENT) {
            start(campaign);
        }
    }

    /** Ends a campaign that has nothing left to send. */
    @Transactional
    public void finish(WorkspaceId workspace, CampaignId id) {
        Campaign campaign = campaigns.lock(workspace, id);
        boolean done = campaign.status() == CampaignStatus.SENDING
                && campaign.materialisedAt() != null
                && !queue.anyPending(campaign.workspaceId(), campaign.id());
        if (done) {
            campaigns.move(campaign, Campaigns.State.of(CampaignStatus.SENT));
            engine.dispatch(Counts.ACTIVITY, WorkKey.of(campaign).toString(), campaign.workspaceId(), clock.instant());
        }
    }

    private static void require(Campaign campaign, CampaignStatus next) {
        if (!campaign.status().next().contains(next)) {
            throw new Problem.Conflict("A campaign that is " + campaign.status() + " can't become " + next + ".");
        }
    }

    /** The campaigns' rows, as far as the life cycle changes them; whoever wants to hear of it is told in the same transaction. */
    @Component
    static class Register {
        private final Campaigns rows;
        private final ApplicationEventPublisher publisher;
        private final Clock clock;

        Register(Campaigns rows, ApplicationEventPublisher publisher, Clock clock) {
            this.rows = rows;
            this.publisher = publisher;
            this.clock = clock;
        }

        Campaign lock(WorkspaceId workspace, CampaignId id) {
            return rows.lock(workspace, id);
        }

        void move(Campaign campaign, Campaigns.State state) {
            move(campaign, state, null);
        }

        void schedule(Campaign campaign, Instant at) {
            move(campaign, Campaigns.State.of(CampaignStatus.SCHEDULED), at);
        }

        private void move(Campaign campaign, Campaigns.State state, @Nullable Instant scheduledAt) {
            Instant now = clock.instant();
            rows.move(campaign.workspaceId(), campaign.id(), state, scheduledAt, now);
            publisher.publishEvent(new Campaign.Moved(
                    campaign.workspaceId(),
                    campaign.id(),
                    campaign.name(),
                    campaign.status(),
                    state.status(),
                    state.note(),
                    now));
        }

        void freeze(Campaign campaign, long templateVersion) {
            rows.freeze(campaign.workspaceId(), campaign.id(), templateVersion);
        }

        void delete(Campaign campaign) {
            rows.delete(campaign.workspaceId(), campaign.id());
        }
    }
}
