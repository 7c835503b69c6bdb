package lettermill.audience;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import lettermill.base.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * Who is skipped and why, as SQL over {@code audience.subscriber s}. It stands here once, so that choosing an audience,
 * counting it and checking it again before the send can't disagree.
 */
final class SkipRule {

    /** The moment before which the last mail must have been, by the frequency of {@code audience.preference p}. */
    static final String CUTOFF = """
            CASE p.frequency WHEN 'DAILY' THEN CAST(:audience_daily AS timestamptz)
                             WHEN 'WEEKLY' THEN CAST(:audience_weekly AS timestamptz)
                             WHEN 'MONTHLY' THEN CAST(:audience_monthly AS timestamptz) END""";

    private final String joins;
    private final Map<String, Object> params = new HashMap<>();
    private String cases = STATUS_AND_SUPPRESSION;

    /** The rule of a workspace; with a category, those who opted out of it are skipped too. */
    SkipRule(WorkspaceId workspace, @Nullable UUID category) {
        params.put("audience_workspace", workspace.value());
        if (category != null) {
            params.put("audience_category", category);
        }
        this.joins = SUPPRESSION_JOINS + (category == null ? "" : PREFERENCE_JOIN);
        if (category != null) {
            cases += OPT_OUT;
        }
    }

    /**
     * Also skips those who have had mail of the category within the period they chose. Only for choosing an audience: a
     * message under way has taken that place itself (see {@link Frequencies}).
     */
    SkipRule mindingFrequency(Instant now) {
        if (params.containsKey("audience_category")) {
            cases += "WHEN p.last_mailed_at > " + CUTOFF + " THEN 'FREQUENCY'\n";
            params.putAll(cutoffs(now));
        }
        return this;
    }

    /** The joins that {@link #reason} needs. */
    String joins() {
        return joins;
    }

    /** An expression: the name of a {@link SkipReason}, or null for somebody who may be mailed. */
    String reason() {
        return "CASE " + cases + " END";
    }

    Map<String, Object> params() {
        return Map.copyOf(params);
    }

    /** The parameters of {@link #CUTOFF}. */
    static Map<String, Object> cutoffs(Instant now) {
        Map<String, Object> params = new HashMap<>();
        for (SubscriptionFrequency frequency : SubscriptionFrequency.values()) {
            if (frequency != SubscriptionFrequency.IMMEDIATE) {
                params.put(
                        "audience_" + frequency.name().toLowerCase(Locale.ROOT),
                        now.minus(frequency.pause()).atOffset(ZoneOffset.UTC));
            }
        }
        return params;
    }

    // The hash is only computed where somebody was erased: the subquery runs once a statement.
    private static final String SUPPRESSION_JOINS = """
            LEFT JOIN audience.suppression a
              ON a.workspace_id = :audience_workspace AND a.kind = 'ADDRESS' AND a.value = s.email_key
            LEFT JOIN audience.suppression d
              ON d.workspace_id = :audience_workspace AND d.kind = 'DOMAIN' AND d.value = split_part(s.email_key, '@', -1)
            LEFT JOIN audience.suppression e
              ON e.workspace_id = :audience_workspace AND e.kind = 'ERASED'
             AND e.value = CASE WHEN (SELECT EXISTS (SELECT FROM audience.suppression x
                                                     WHERE x.workspace_id = :audience_workspace AND x.kind = 'ERASED'))
                                THEN encode(sha256(convert_to(s.email_key, 'UTF8')), 'hex') END
            """;

    private static final String PREFERENCE_JOIN = """
            LEFT JOIN audience.preference p
              ON p.category_id = :audience_category AND p.subscriber_id = s.id
            """;

    private static final String STATUS_AND_SUPPRESSION = """
            WHEN s.status IN ('UNSUBSCRIBED', 'BOUNCED', 'COMPLAINED') THEN s.status
            WHEN s.status = 'PENDING' THEN 'PENDING_CONFIRMATION'
            WHEN 'BOUNCE' IN (a.reason, e.reason) THEN 'SUPPRESSED_BOUNCE'
            WHEN 'COMPLAINT' IN (a.reason, e.reason) THEN 'SUPPRESSED_COMPLAINT'
            WHEN a.id IS NOT NULL OR d.id IS NOT NULL OR e.id IS NOT NULL THEN 'SUPPRESSED'
            """;

    private static final String OPT_OUT = "WHEN NOT p.subscribed THEN 'CATEGORY_OPT_OUT'\n";
}
