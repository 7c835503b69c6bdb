package lettermill.campaign;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import lettermill.base.CampaignId;
import lettermill.base.Page;
import lettermill.base.Problem;
import lettermill.base.WorkspaceId;
import lettermill.workspace.Access;
import lettermill.workspace.Audit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/** What people do with campaigns. */
@Service
public class CampaignService {

    private static final int NAME_LENGTH = 200;

    private final Campaigns campaigns;
    private final PreflightService preflight;
    private final Lifecycle lifecycle;
    private final Audit audit;
    private final Drafts drafts;
    private final Clock clock;

    CampaignService(
            Campaigns campaigns,
            PreflightService preflight,
            Lifecycle lifecycle,
            Audit audit,
            Drafts drafts,
            Clock clock) {
        this.campaigns = campaigns;
        this.preflight = preflight;
        this.lifecycle = lifecycle;
        this.audit = audit;
        this.drafts = drafts;
        this.clock = clock;
    }

    Page<Campaign> list(WorkspaceId workspace, Campaigns.Search search, @Nullable CampaignId after, int limit) {
        int size = Page.limit(limit);
        return Page.of(
                campaigns.list(workspace, search, after, size + 1),
                size,
                campaign -> campaign.id().toString());
    }

    /** @throws Problem.NotFound when the workspace has no such campaign */
    public Campaign get(WorkspaceId workspace, CampaignId id) {
        return campaigns.find(workspace, id).orElseThrow(() -> new Problem.NotFound("campaign", id));
    }

    @Transactional
    public Campaign create(Access access, CampaignRequest request) {
        CampaignId id =
                campaigns.insert(access.workspace(), drafts.fresh(access.workspace(), request), clock.instant());
        audit.record(access, "campaign.create", id.toString(), String.valueOf(request.name()));
        return get(access.workspace(), id);
    }

    /** Changes a draft, a scheduled or a paused campaign. What was already mailed stays as it was. */
    @Transactional
    public Campaign change(Access access, CampaignId id, ObjectNode patch) {
        Campaign before = campaigns.lock(access.workspace(), id);
        if (!before.status().editable()) {
            throw new Problem.Conflict("A campaign that is " + before.status() + " can't be changed; pause it first.");
        }
        CampaignRequest content = drafts.changed(access.workspace(), before.content(), patch);
        if (before.materialisedAt() != null && !sameAudience(before.content(), content)) {
            throw new Problem.Conflict("Its messages are made: list, filters and category can't be changed any more.");
        }
        campaigns.update(access.workspace(), id, content, clock.instant());
        audit.record(access, "campaign.change", id.toString(), String.join(", ", patch.propertyNames()));
        return get(access.workspace(), id);
    }

    private static boolean sameAudience(CampaignRequest before, CampaignRequest after) {
        return Objects.equals(before.listId(), after.listId())
                && Objects.equals(before.audienceFilters(), after.audienceFilters())
                && Objects.equals(before.categoryId(), after.categoryId());
    }

    @Transactional
    public void delete(Access access, CampaignId id) {
        Campaign campaign = campaigns.lock(access.workspace(), id);
        if (!campaign.status().deletable()) {
            throw new Problem.Conflict(
                    "A campaign that is " + campaign.status() + " can't be deleted; cancel it first.");
        }
        lifecycle.forget(campaign);
        audit.record(access, "campaign.delete", id.toString(), campaign.name());
    }

    /** A draft with the same content. */
    @Transactional
    public Campaign duplicate(Access access, CampaignId id) {
        Campaign original = get(access.workspace(), id);
        String name = "Copy of " + original.name();
        String fitting = name.length() > NAME_LENGTH ? name.substring(0, NAME_LENGTH) : name;
        CampaignId copy =
                campaigns.insert(access.workspace(), original.content().named(fitting), clock.instant());
        audit.record(access, "campaign.duplicate", copy.toString(), "of " + id);
        return get(access.workspace(), copy);
    }

    @Transactional
    public Campaign send(Access access, CampaignId id) {
        Campaign campaign = campaigns.lock(access.workspace(), id);
        lifecycle.start(campaign);
        audit.record(access, "campaign.send", id.toString(), campaign.name());
        return get(access.workspace(), id);
    }

    @Transactional
    public Campaign schedule(Access access, CampaignId id, @Nullable Instant at) {
        if (at == null || !at.isAfter(clock.instant())) {
            throw new Problem.Invalid(
                    "scheduled_at", "is missing or has passed", "an instant to come, e.g. 2030-01-31T09:00:00Z");
        }
        Campaign campaign = campaigns.lock(access.workspace(), id);
        List<Problem.Field> problems = preflight.blocking(campaign);
        if (!problems.isEmpty()) {
            throw new Problem.Invalid(problems);
        }
        lifecycle.schedule(campaign, at);
        audit.record(access, "campaign.schedule", id.toString(), campaign.name() + " at " + at);
        return get(access.workspace(), id);
    }

    @Transactional
    public Campaign pause(Access access, CampaignId id) {
        Campaign campaign = campaigns.lock(access.workspace(), id);
        lifecycle.pause(campaign, "paused by " + access.actor());
        audit.record(access, "campaign.pause", id.toString(), campaign.name());
        return get(access.workspace(), id);
    }

    /** Goes on where it was paused: sending at once, or waiting for its time. */
    @Transactional
    public Campaign resume(Access access, CampaignId id) {
        Campaign campaign = campaigns.lock(access.workspace(), id);
        if (campaign.status() != CampaignStatus.PAUSED) {
            throw new Problem.Conflict("Only a paused campaign can be resumed; this one is " + campaign.status() + ".");
        }
        Instant at = campaign.scheduledAt();
        if (campaign.startedAt() == null && at != null && at.isAfter(clock.instant())) {
            lifecycle.schedule(campaign, at);
        } else {
            lifecycle.start(campaign);
        }
        audit.record(access, "campaign.resume", id.toString(), campaign.name());
        return get(access.workspace(), id);
    }

    @Transactional
    public Campaign cancel(Access access, CampaignId id) {
        Campaign campaign = campaigns.lock(access.workspace(), id);
        lifecycle.cancel(campaign);
        audit.record(access, "campaign.cancel", id.toString(), campaign.name());
        return get(access.workspace(), id);
    }

    /** Goes on with a campaign that had ended, since a message of it is to be sent again. */
    public void reopen(WorkspaceId workspace, CampaignId id) {
        lifecycle.reopen(workspace, id);
    }

    PreflightService.Report preflight(WorkspaceId workspace, CampaignId id) {
        return preflight.look(get(workspace, id));
    }
}
