package lettermill.campaign;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import lettermill.delivery.Mailing;
import lettermill.routing.RouteWish;
import lettermill.template.LetterTemplate;
import lettermill.template.TemplateVersion;
import lettermill.template.TemplateVersions;
import lettermill.tracking.Instrumentation;
import lettermill.tracking.TrackingBase;
import lettermill.tracking.TrackingFilters;
import lettermill.workspace.Workspace;
import lettermill.workspace.Workspaces;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Prepares what all letters of a campaign share: the frozen content, compiled once, with its links put under count. */
@Component
class Mailings {

    private final Workspaces workspaces;
    private final TemplateVersions versions;
    private final Instrumentation instrumentation;
    private final TrackingFilters filters;
    private final String baseUrl;

    Mailings(
            Workspaces workspaces,
            TemplateVersions versions,
            Instrumentation instrumentation,
            TrackingFilters filters,
            @Value("${lettermill.base-url}") String baseUrl) {
        this.workspaces = workspaces;
        this.versions = versions;
        this.instrumentation = instrumentation;
        this.filters = filters;
        this.baseUrl = baseUrl;
    }

    /** Of a campaign whose content is frozen. */
    Mailing of(Campaign campaign) {
        Long frozen = campaign.templateVersionId();
        if (frozen == null) {
            throw new IllegalStateException("campaign " + campaign.id() + " has no frozen content");
        }
        TemplateVersion version = versions.get(campaign.workspaceId(), frozen);
        return of(
                campaign,
                version,
                version.category().needsUnsubscribe() ? Mailing.Nature.MARKETING : Mailing.Nature.TRANSACTIONAL);
    }

    /** Of a campaign's content as it would be mailed now, for a look at it. */
    Mailing test(Campaign campaign, TemplateVersion version) {
        return of(campaign, version, Mailing.Nature.TEST);
    }

    private Mailing of(Campaign campaign, TemplateVersion version, Mailing.Nature nature) {
        Workspace workspace = workspaces.get(campaign.workspaceId());
        TrackingBase base = TrackingBase.of(workspace.trackingDomain(), baseUrl);
        String html = instrumentation
                .instrument(workspace.id(), version.id(), version.html(), base)
                .html();
        CampaignRequest content = campaign.content();
        UUID list = content.listId();
        Map<String, Object> context = new HashMap<>();
        if (content.templateContext() != null) {
            content.templateContext().forEach((name, value) -> {
                if (value != null) {
                    context.put(name, value);
                }
            });
        }
        return new Mailing(
                workspace,
                content.categoryId(),
                wish(content),
                LetterTemplate.compile(version, html, filters),
                context,
                new Mailing.Headers(
                        campaign.name(),
                        content.fromName(),
                        content.replyTo(),
                        list == null
                                ? workspace.slug()
                                : "list-" + list.toString().substring(0, 8),
                        campaign.id().toString().substring(0, 13),
                        nature),
                base);
    }

    static RouteWish wish(CampaignRequest content) {
        RoutingConfig routing = content.routingConfig();
        List<UUID> preferred =
                routing == null || routing.preferredProviders() == null ? List.of() : routing.preferredProviders();
        boolean only = routing != null && Boolean.FALSE.equals(routing.fallbackEnabled()) && !preferred.isEmpty();
        return new RouteWish(
                content.sendingIdentityId(),
                content.fromEmail(),
                preferred,
                only ? RouteWish.Others.NEVER : RouteWish.Others.FALLBACK,
                content.sendingPoolId(),
                routing == null ? null : routing.strategy(),
                RouteWish.Name.WORKSPACE);
    }
}
