package lettermill.campaign;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import lettermill.audience.AudienceCounts;
import lettermill.audience.AudienceSelection;
import lettermill.base.Problem;
import lettermill.provider.Provider;
import lettermill.routing.Forecast;
import lettermill.routing.RouteChoice;
import lettermill.routing.Routing;
import lettermill.routing.SendWindow;
import lettermill.sender.SendingDomain;
import lettermill.template.LintFinding;
import lettermill.template.TemplateLint;
import lettermill.template.TemplateVersion;
import lettermill.template.TemplateVersions;
import lettermill.workspace.Workspace;
import lettermill.workspace.Workspaces;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Looks at a campaign before it is sent. Starting one asks the same questions, so nothing passes here that fails there. */
@Service
class PreflightService {

    /** A guess where no cap is set: what one machine hands over in a second. */
    private static final int UNCAPPED_PER_SECOND = 1_000;

    private final AudienceSelection audience;
    private final TemplateVersions templates;
    private final Workspaces workspaces;
    private final Routing routing;
    private final Samples samples;
    private final Clock clock;

    PreflightService(
            AudienceSelection audience,
            TemplateVersions templates,
            Workspaces workspaces,
            Routing routing,
            Samples samples,
            Clock clock) {
        this.audience = audience;
        this.templates = templates;
        this.workspaces = workspaces;
        this.routing = routing;
        this.samples = samples;
        this.clock = clock;
    }

    /**
     * What would happen if a campaign were sent now.
     *
     * @param recipients how many would get it
     * @param skipped how many would not, by reason
     * @param skippedWords the same reasons in words
     * @param route which way it would take; null when there is none
     * @param roomToday mails that today's caps still leave; null for no cap
     * @param opensAt when the campaign's window opens next; null while it is open or without one
     * @param expectedFinish an estimate from the window and the caps on speed and days; null when nothing would be sent, or not
     *     within years
     * @param problems what keeps it from starting
     * @param warnings what doesn't, and is worth a look
     */
    record Report(
            boolean ready,
            long recipients,
            Map<String, Long> skipped,
            Map<String, String> skippedWords,
            @Nullable String route,
            @Nullable Integer roomToday,
            @Nullable Instant opensAt,
            @Nullable Instant expectedFinish,
            List<Problem.Field> problems,
            List<Problem.Field> warnings) {}

    Report look(Campaign campaign) {
        List<Problem.Field> problems = new ArrayList<>();
        List<Problem.Field> warnings = new ArrayList<>();
        TemplateVersion version = content(campaign, problems, warnings);
        Workspace workspace = workspaces.get(campaign.workspaceId());
        AudienceCounts counts = count(campaign, problems);
        if (problems.isEmpty() && counts.eligible() == 0) {
            problems.add(new Problem.Field(
                    "audience", "nobody would get it", "a list or a filter with people who may be mailed"));
        }
        RouteChoice.Usable way = route(campaign, problems, warnings);
        Integer room = null;
        Instant finish = null;
        if (way != null) {
            int left = routing.roomToday(workspace, way);
            room = left == Integer.MAX_VALUE ? null : left;
            finish = counts.eligible() == 0
                    ? null
                    : forecast(campaign, workspace, way, left)
                            .finish(clock.instant(), counts.eligible())
                            .orElse(null);
        }
        sample(campaign, version, way, problems, warnings);
        Map<String, Long> skipped = new TreeMap<>();
        Map<String, String> words = new TreeMap<>();
        counts.skipped().forEach((reason, people) -> {
            skipped.put(reason.name(), people);
            words.put(reason.name(), reason.words());
        });
        String reason = way == null ? null : way.reason();
        return new Report(
                problems.isEmpty(),
                counts.eligible(),
                skipped,
                words,
                reason,
                room,
                opensAt(campaign, workspace),
                finish,
                problems,
                warnings);
    }

    /**
     * The same questions but the audience's size, at the moment of starting.
     *
     * @return what keeps the campaign from starting
     */
    List<Problem.Field> blocking(Campaign campaign) {
        List<Problem.Field> problems = new ArrayList<>();
        List<Problem.Field> warnings = new ArrayList<>();
        TemplateVersion version = content(campaign, problems, warnings);
        select(campaign, problems);
        RouteChoice.Usable way = route(campaign, problems, warnings);
        sample(campaign, version, way, problems, warnings);
        return problems;
    }

    /** Letters are only written where nothing else is wrong: one fault is told once. */
    private void sample(
            Campaign campaign,
            @Nullable TemplateVersion version,
            RouteChoice.@Nullable Usable way,
            List<Problem.Field> problems,
            List<Problem.Field> warnings) {
        if (problems.isEmpty() && version != null && way != null) {
            samples.check(campaign, version, way.sender(), problems, warnings);
        }
    }

    private @Nullable Instant opensAt(Campaign campaign, Workspace workspace) {
        SendWindow window = campaign.content().sendWindow();
        Instant now = clock.instant();
        return window == null || window.open(now, workspace.timezone())
                ? null
                : window.opens(now, workspace.timezone());
    }

    /** The version that would be mailed; null when there is none to be had. */
    private @Nullable TemplateVersion content(
            Campaign campaign, List<Problem.Field> problems, List<Problem.Field> warnings) {
        UUID template = campaign.content().templateId();
        if (template == null) {
            problems.add(new Problem.Field("template_id", "is missing", "the template to send"));
            return null;
        }
        try {
            TemplateVersion version = campaign.templateVersionId() == null
                    ? templates.freeze(campaign.workspaceId(), template)
                    : templates.get(campaign.workspaceId(), campaign.templateVersionId());
            for (LintFinding finding : TemplateLint.check(version)) {
                Problem.Field field = new Problem.Field(finding.field(), finding.wrong(), finding.right());
                (finding.severity() == LintFinding.Severity.ERROR ? problems : warnings).add(field);
            }
            String postal = workspaces.get(campaign.workspaceId()).postalAddress();
            if (version.category().needsUnsubscribe() && (postal == null || postal.isBlank())) {
                problems.add(new Problem.Field(
                        "workspace.postal_address", "is missing", "the postal address that marketing mail must show"));
            }
            return version;
        } catch (Problem.NotFound | Problem.Conflict unusable) {
            problems.add(new Problem.Field(
                    "template_id", String.valueOf(unusable.getMessage()), "a template that is there and active"));
            return null;
        }
    }

    private AudienceCounts count(Campaign campaign, List<Problem.Field> problems) {
        CampaignRequest content = campaign.content();
        return select(campaign, problems)
                ? audience.count(
                        audience.of(campaign.workspaceId(), content.listId(), content.filter(), content.categoryId()))
                : new AudienceCounts(0, Map.of());
    }

    private boolean select(Campaign campaign, List<Problem.Field> problems) {
        CampaignRequest content = campaign.content();
        try {
            audience.of(campaign.workspaceId(), content.listId(), content.filter(), content.categoryId());
            return true;
        } catch (Problem.NotFound gone) {
            problems.add(new Problem.Field(
                    "list_id", String.valueOf(gone.getMessage()), "a list and a category that are there"));
        } catch (Problem.Invalid invalid) {
            problems.addAll(invalid.fields());
        }
        return false;
    }

    private RouteChoice.@Nullable Usable route(
            Campaign campaign, List<Problem.Field> problems, List<Problem.Field> warnings) {
        RouteChoice choice = routing.choose(workspaces.get(campaign.workspaceId()), Mailings.wish(campaign.content()));
        return switch (choice) {
            case RouteChoice.Blocked blocked -> {
                problems.add(new Problem.Field("route", blocked.wrong(), blocked.right()));
                yield null;
            }
            case RouteChoice.Usable way -> {
                SendingDomain domain = way.sender().domain();
                SendingDomain.Override override = domain == null ? null : domain.overrideInUse();
                if (domain != null && override != null) {
                    warnings.add(new Problem.Field(
                            "route",
                            domain.host() + " sends unverified, by the override of " + override.by(),
                            "verified SPF, DKIM and DMARC records"));
                }
                yield way;
            }
        };
    }

    private static Forecast forecast(Campaign campaign, Workspace workspace, RouteChoice.Usable way, int roomToday) {
        Provider provider = way.provider();
        double perSecond = provider.rate()
                .map(rate -> rate.wave() * 1e9 / rate.slot().toNanos())
                .orElse((double) UNCAPPED_PER_SECOND);
        SendingDomain domain = way.sender().domain();
        int perDay = Math.min(
                provider.maxSendsPerDay() == null ? Integer.MAX_VALUE : provider.maxSendsPerDay(),
                domain == null || domain.dailyLimit() == null ? Integer.MAX_VALUE : domain.dailyLimit());
        return new Forecast(perSecond, roomToday, perDay, campaign.content().sendWindow(), workspace.timezone());
    }
}
