package lettermill.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import lettermill.audience.filter.AudienceFilter;
import lettermill.base.EmailAddress;
import lettermill.base.Problem;
import lettermill.base.SubscriberId;
import lettermill.base.WorkspaceId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class AudienceSelectionTest {

    private final AudienceFixture audience = new AudienceFixture();

    @Test
    void everybodyTargetedIsThereWithTheReasonForBeingSkipped() {
        UUID news = audience.category("news");
        SubscriberId optedOut = audience.subscriber("h@example.org");
        audience.subscriber("a@example.org");
        audience.subscriber("b@example.org", SubscriberStatus.UNSUBSCRIBED);
        audience.subscriber("c@example.org", SubscriberStatus.PENDING);
        audience.subscriber("d@example.org");
        audience.subscriber("e@example.org");
        audience.subscriber("f@blocked.example");
        audience.subscriber("g@sub.blocked.example");
        audience.subscriber("i@example.org");
        audience.subscriber(audience.workspace(), "z@example.org", SubscriberStatus.ACTIVE, "{}");
        audience.suppress("ADDRESS", "d@example.org", "BOUNCE");
        audience.suppress("ADDRESS", "e@example.org", "MANUAL");
        audience.suppress("DOMAIN", "blocked.example", "MANUAL");
        audience.suppress("ERASED", sha256("i@example.org"), "COMPLAINT");
        audience.consent()
                .setCategory(
                        audience.workspace,
                        optedOut,
                        news,
                        CategoryChoice.UNSUBSCRIBED,
                        SubscriptionFrequency.IMMEDIATE,
                        Evidence.of(UnsubscribeSource.PREFERENCE_CENTER, null));

        SelectFragment selection = audience.selection().of(audience.workspace, null, null, news);

        assertThat(reasons(selection))
                .containsEntry("a@example.org", null)
                .containsEntry("b@example.org", "UNSUBSCRIBED")
                .containsEntry("c@example.org", "PENDING_CONFIRMATION")
                .containsEntry("d@example.org", "SUPPRESSED_BOUNCE")
                .containsEntry("e@example.org", "SUPPRESSED")
                .containsEntry("f@blocked.example", "SUPPRESSED")
                .containsEntry("g@sub.blocked.example", null)
                .containsEntry("h@example.org", "CATEGORY_OPT_OUT")
                .containsEntry("i@example.org", "SUPPRESSED_COMPLAINT")
                .hasSize(9);
        assertThat(audience.selection().count(selection))
                .returns(9L, AudienceCounts::targeted)
                .returns(2L, AudienceCounts::eligible);
    }

    @Test
    void aListAndAFilterNarrowTheSelection() {
        SubscriberId pro = audience.subscriber("a@example.org", "{\"plan\": \"Pro\"}");
        SubscriberId free = audience.subscriber("b@example.org", "{\"plan\": \"free\"}");
        audience.subscriber("c@example.org", "{\"plan\": \"pro\"}");
        UUID list = audience.list(pro, free);
        AudienceFilter filter = filter("{\"field\": \"attributes.plan\", \"op\": \"equals\", \"value\": \"pro\"}");

        assertThat(reasons(audience.selection().of(audience.workspace, list, filter, null)))
                .containsOnlyKeys("a@example.org");
    }

    @Test
    void anotherWorkspacesListIsUnknown() {
        UUID list = audience.list();
        WorkspaceId other = audience.workspace();

        assertThatThrownBy(() -> audience.selection().of(other, list, null, null))
                .isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void recheckAgreesWithTheSelectionAndCarriesTheAttributes() {
        SubscriberId ready = audience.subscriber("a@example.org", "{\"plan\": \"pro\", \"age\": 7}");
        SubscriberId gone = audience.subscriber("b@example.org", SubscriberStatus.COMPLAINED);
        SubscriberId foreign =
                audience.subscriber(audience.workspace(), "c@example.org", SubscriberStatus.ACTIVE, "{}");

        assertThat(audience.eligibility().recheck(audience.workspace, null, List.of(ready, gone, foreign)))
                .containsEntry(ready, new Eligibility.Ready("a@example.org", "a", Map.of("plan", "pro", "age", 7)))
                .containsEntry(gone, new Eligibility.Blocked(SkipReason.COMPLAINED))
                .containsEntry(foreign, new Eligibility.Blocked(SkipReason.DELETED));
    }

    @Test
    void bareAddressesAreJudgedByTheSameRule() {
        audience.subscriber("left@example.org", SubscriberStatus.UNSUBSCRIBED);
        audience.suppress("DOMAIN", "blocked.example", "MANUAL");
        EmailAddress left = EmailAddress.parse("LEFT@example.org");
        EmailAddress blocked = EmailAddress.parse("x@blocked.example");
        EmailAddress stranger = EmailAddress.parse("new@example.org");

        assertThat(audience.eligibility().suppressed(audience.workspace, List.of(left, blocked, stranger)))
                .isEqualTo(Map.of(left, SkipReason.UNSUBSCRIBED, blocked, SkipReason.SUPPRESSED));
    }

    static AudienceFilter filter(String json) {
        return AudienceFilter.read("filters", JsonMapper.shared().readTree(json));
    }

    private static String sha256(String text) {
        try {
            return java.util.HexFormat.of()
                    .formatHex(java.security.MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Map<String, @Nullable String> reasons(SelectFragment selection) {
        Map<String, @Nullable String> reasons = new HashMap<>();
        audience.database.sql(selection.sql()).params(selection.params()).query(row -> {
            reasons.put(row.getString("email"), row.getString("skip_reason"));
        });
        return reasons;
    }
}
