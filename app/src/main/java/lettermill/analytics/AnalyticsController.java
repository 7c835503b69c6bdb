package lettermill.analytics;

import lettermill.base.CampaignId;
import lettermill.workspace.Access;
import lettermill.workspace.Needs;
import lettermill.workspace.Permission;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The figures, read only. */
@RestController
@RequestMapping("/workspaces/{ws}/email-marketing")
class AnalyticsController {

    private final AnalyticsService analytics;
    private final Campaigns campaigns;
    private final Results results;
    private final Clicks clicks;
    private final Readers readers;

    AnalyticsController(
            AnalyticsService analytics, Campaigns campaigns, Results results, Clicks clicks, Readers readers) {
        this.analytics = analytics;
        this.campaigns = campaigns;
        this.results = results;
        this.clicks = clicks;
        this.readers = readers;
    }

    @GetMapping("/campaigns/{id}/stats")
    @Needs(Permission.READ)
    CampaignStats stats(Access access, @PathVariable String id) {
        return results.stats(access.workspace(), campaigns.outline(access.workspace(), CampaignId.of(id)));
    }

    @GetMapping("/campaigns/{id}/timeline")
    @Needs(Permission.READ)
    Timeline timeline(
            Access access, @PathVariable String id, @RequestParam(defaultValue = "HOUR") Timeline.Bucket bucket) {
        return analytics.timeline(access.workspace(), CampaignId.of(id), bucket);
    }

    @GetMapping("/campaigns/{id}/links")
    @Needs(Permission.READ)
    LinkReport links(Access access, @PathVariable String id) {
        return clicks.links(access.workspace(), campaigns.outline(access.workspace(), CampaignId.of(id)));
    }

    @GetMapping("/campaigns/{id}/devices")
    @Needs(Permission.READ)
    DeviceReport devices(Access access, @PathVariable String id) {
        Campaigns.Outline campaign = campaigns.outline(access.workspace(), CampaignId.of(id));
        return readers.devices(access.workspace(), campaign.id());
    }

    @GetMapping("/overview")
    @Needs(Permission.READ)
    Overview overview(Access access, @RequestParam(defaultValue = "30") int days) {
        return analytics.overview(access.workspace(), days);
    }
}
