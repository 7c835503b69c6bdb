package lettermill.delivery;

import java.util.Map;
import java.util.UUID;
import lettermill.routing.RouteWish;
import lettermill.template.LetterTemplate;
import lettermill.tracking.TrackingBase;
import lettermill.workspace.Workspace;
import org.jspecify.annotations.Nullable;

/**
 * What all letters of a campaign share.
 *
 * @param categoryId the subscription category; people who opted out of it are skipped; null for none
 * @param context the campaign's own values for its template, over a person's attributes
 * @param base where tracking, preference and unsubscribe links begin
 */
public record Mailing(
        Workspace workspace,
        @Nullable UUID categoryId,
        RouteWish wish,
        LetterTemplate template,
        Map<String, Object> context,
        Headers headers,
        TrackingBase base) {

    /**
     * What the headers say of it.
     *
     * @param campaignName for the template
     * @param fromName instead of the identity's; null keeps that
     * @param replyTo instead of the identity's; null keeps that
     * @param listLabel first label of List-ID, letters, digits and hyphens
     * @param feedback the campaign's field of Feedback-ID
     */
    public record Headers(
            String campaignName,
            @Nullable String fromName,
            @Nullable String replyTo,
            String listLabel,
            String feedback,
            Nature nature) {}

    /** Whether a letter goes to many and says how to leave, or answers one person's doing. */
    public enum Nature {
        MARKETING,
        TRANSACTIONAL,
        /** A look at a letter before it goes to many. */
        TEST,
        /** The house's own word to those who run it. */
        NOTICE;

        /** Whether it is of a list, and says so. */
        boolean isOfList() {
            return this == MARKETING || this == TEST;
        }

        /** Whether a letter that can't leave now waits; whoever made the others writes anew. */
        boolean waits() {
            return this == MARKETING || this == TRANSACTIONAL;
        }
    }
}
