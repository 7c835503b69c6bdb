package lettermill.campaign;

import java.time.Duration;
import java.util.List;
import lettermill.audience.AudienceSelection;
import lettermill.audience.SelectFragment;
import lettermill.base.Problem;
import lettermill.base.SubscriberId;
import lettermill.delivery.Rehearsal;
import lettermill.routing.Sender;
import lettermill.template.RenderingFailure;
import lettermill.template.TemplateVersion;
import org.springframework.stereotype.Component;

/** Writes the letters of a few people of a campaign beforehand, so that a template that fails for them is known in time. */
@Component
class Samples {

    private static final int PEOPLE = 200;
    private static final Duration AT_MOST = Duration.ofSeconds(1);

    private final AudienceSelection audience;
    private final Mailings mailings;
    private final Rehearsal rehearsal;

    Samples(AudienceSelection audience, Mailings mailings, Rehearsal rehearsal) {
        this.audience = audience;
        this.mailings = mailings;
        this.rehearsal = rehearsal;
    }

    /** Adds a problem when no letter can be written, and a warning when some can't. */
    void check(
            Campaign campaign,
            TemplateVersion version,
            Sender sender,
            List<Problem.Field> problems,
            List<Problem.Field> warnings) {
        CampaignRequest content = campaign.content();
        SelectFragment selection =
                audience.of(campaign.workspaceId(), content.listId(), content.filter(), content.categoryId());
        List<SubscriberId> people = audience.sample(selection, PEOPLE);
        Rehearsal.Result result;
        try {
            result = rehearsal.rehearse(mailings.test(campaign, version), sender, people, AT_MOST);
        } catch (RenderingFailure broken) {
            // The template's own fault, which lint has told already.
            return;
        }
        if (!result.failures().isEmpty()) {
            Rehearsal.Failure first = result.failures().getFirst();
            int failed = result.failures().size();
            boolean all = failed == result.tried();
            (all ? problems : warnings)
                    .add(new Problem.Field(
                            "template_id",
                            "fails for %d of %d people tried, first for %s: %s"
                                    .formatted(failed, result.tried(), first.email(), first.wrong()),
                            "a template that can be written for everybody: defaults for what some people lack"));
        }
    }
}
