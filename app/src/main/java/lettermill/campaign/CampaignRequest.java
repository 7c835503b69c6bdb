package lettermill.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import lettermill.audience.filter.AudienceFilter;
import lettermill.base.EmailAddress;
import lettermill.base.Problem;
import lettermill.routing.SendWindow;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a person decides about a campaign.
 *
 * @param listId only members of this list; null for the whole audience
 * @param audienceFilters a filter tree; null for everybody
 * @param categoryId subscription category; people who opted out of it are skipped
 * @param templateContext values for the template, over each person's attributes
 * @param maxLatenessSeconds a scheduled start missed by more than this does not happen by itself; six hours unless given
 */
public record CampaignRequest(
        @Nullable String name,
        @Nullable String description,
        Campaign.@Nullable Type campaignType,
        @Nullable UUID templateId,
        @Nullable UUID listId,
        @Nullable JsonNode audienceFilters,
        @Nullable UUID categoryId,
        @Nullable SendWindow sendWindow,
        @Nullable String fromName,
        @Nullable String fromEmail,
        @Nullable String replyTo,
        @Nullable Map<String, @Nullable Object> templateContext,
        @Nullable UUID sendingPoolId,
        @Nullable UUID sendingIdentityId,
        @Nullable RoutingConfig routingConfig,
        @Nullable Integer maxLatenessSeconds) {

    private static final int NAME_LENGTH = 200;
    private static final int DESCRIPTION_LENGTH = 2_000;
    private static final int SIX_HOURS = 6 * 3_600;
    private static final int LONGEST_LATENESS = 30 * 24 * 3_600;

    /** @throws Problem.Invalid with all that is wrong */
    CampaignRequest validated() {
        List<Problem.Field> wrong = new ArrayList<>();
        if (name == null || name.isBlank() || name.length() > NAME_LENGTH) {
            wrong.add(new Problem.Field("name", "is missing or too long", "1 to " + NAME_LENGTH + " characters"));
        }
        if (description != null && description.length() > DESCRIPTION_LENGTH) {
            wrong.add(new Problem.Field("description", "is too long", "at most " + DESCRIPTION_LENGTH + " characters"));
        }
        if (campaignType != null && campaignType != Campaign.Type.ONE_TIME) {
            wrong.add(new Problem.Field("campaign_type", campaignType + " can't be sent yet", "ONE_TIME"));
        }
        if (fromName != null
                && (fromName.length() > NAME_LENGTH || fromName.chars().anyMatch(Character::isISOControl))) {
            wrong.add(new Problem.Field("from_name", "is no name for a header", "one line of at most 200 characters"));
        }
        if (maxLatenessSeconds != null && (maxLatenessSeconds < 0 || maxLatenessSeconds > LONGEST_LATENESS)) {
            wrong.add(
                    new Problem.Field("max_lateness_seconds", "is " + maxLatenessSeconds, "0 to " + LONGEST_LATENESS));
        }
        address("from_email", fromEmail, wrong);
        address("reply_to", replyTo, wrong);
        if (!wrong.isEmpty()) {
            throw new Problem.Invalid(wrong);
        }
        filter();
        if (sendWindow != null) {
            sendWindow.validated();
        }
        return this;
    }

    private static void address(String field, @Nullable String address, List<Problem.Field> wrong) {
        if (address != null && EmailAddress.read(address) instanceof EmailAddress.Unreadable(String why)) {
            wrong.add(new Problem.Field(field, why, "an address like news@example.org"));
        }
    }

    /** The filter, checked; null for none. */
    @Nullable
    AudienceFilter filter() {
        return audienceFilters == null || audienceFilters.isNull()
                ? null
                : AudienceFilter.read("audience_filters", audienceFilters);
    }

    int lateness() {
        return maxLatenessSeconds == null ? SIX_HOURS : maxLatenessSeconds;
    }

    CampaignRequest named(String other) {
        return with(other, categoryId);
    }

    CampaignRequest inCategory(@Nullable UUID category) {
        return with(name, category);
    }

    private CampaignRequest with(@Nullable String otherName, @Nullable UUID otherCategory) {
        return new CampaignRequest(
                otherName,
                description,
                campaignType,
                templateId,
                listId,
                audienceFilters,
                otherCategory,
                sendWindow,
                fromName,
                fromEmail,
                replyTo,
                templateContext,
                sendingPoolId,
                sendingIdentityId,
                routingConfig,
                maxLatenessSeconds);
    }
}
