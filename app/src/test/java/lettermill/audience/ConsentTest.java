package lettermill.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import lettermill.base.MessageId;
import lettermill.base.Problem;
import lettermill.base.SubscriberId;
import org.junit.jupiter.api.Test;

class ConsentTest {

    private final AudienceFixture audience = new AudienceFixture();
    private final Consent consent = audience.consent();

    @Test
    void unsubscribingTwiceLeavesOneRow() {
        SubscriberId ana = audience.subscriber("ana@example.org");

        consent.unsubscribe(audience.workspace, ana, UnsubscribeSource.LINK, new MessageId(7));
        consent.unsubscribe(audience.workspace, ana, UnsubscribeSource.LINK, new MessageId(8));

        assertThat(consent.preferences(audience.workspace, ana).status()).isEqualTo(SubscriberStatus.UNSUBSCRIBED);
        assertThat(history(ana)).singleElement().satisfies(entry -> {
            assertThat(entry.change()).isEqualTo(ConsentChange.UNSUBSCRIBED);
            assertThat(entry.source()).isEqualTo(UnsubscribeSource.LINK);
            assertThat(entry.message()).isEqualTo(new MessageId(7));
        });
    }

    @Test
    void somebodyWhoComplainedComesBackOnlyByThemselves() {
        SubscriberId ana = audience.subscriber("ana@example.org", SubscriberStatus.COMPLAINED);
        audience.suppress("ADDRESS", "ana@example.org", "COMPLAINT");

        assertThatThrownBy(() -> consent.resubscribe(audience.workspace, ana, UnsubscribeSource.API, null))
                .isInstanceOf(Problem.Conflict.class);
        consent.resubscribe(audience.workspace, ana, UnsubscribeSource.PREFERENCE_CENTER, null);

        assertThat(audience.eligibility()
                        .recheck(audience.workspace, null, List.of(ana))
                        .get(ana))
                .isInstanceOf(Eligibility.Ready.class);
    }

    @Test
    void resubscribingNeverLiftsAManualSuppression() {
        SubscriberId ana = audience.subscriber("ana@example.org", SubscriberStatus.UNSUBSCRIBED);
        audience.suppress("ADDRESS", "ana@example.org", "MANUAL");

        consent.resubscribe(audience.workspace, ana, UnsubscribeSource.PREFERENCE_CENTER, null);

        assertThat(audience.eligibility()
                        .recheck(audience.workspace, null, List.of(ana))
                        .get(ana))
                .isEqualTo(new Eligibility.Blocked(SkipReason.SUPPRESSED));
    }

    @Test
    void aSayOnACategoryIsKeptWithItsFrequencyAndHistory() {
        SubscriberId ana = audience.subscriber("ana@example.org");
        UUID news = audience.category("news");
        audience.category("tips");

        for (int i = 0; i < 2; i++) {
            consent.setCategory(
                    audience.workspace,
                    ana,
                    news,
                    CategoryChoice.UNSUBSCRIBED,
                    SubscriptionFrequency.WEEKLY,
                    Evidence.of(UnsubscribeSource.PREFERENCE_CENTER, null));
        }

        assertThat(consent.preferences(audience.workspace, ana).categories())
                .extracting(Preferences.Category::slug, Preferences.Category::choice, Preferences.Category::frequency)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "news", CategoryChoice.UNSUBSCRIBED, SubscriptionFrequency.WEEKLY),
                        org.assertj.core.groups.Tuple.tuple(
                                "tips", CategoryChoice.SUBSCRIBED, SubscriptionFrequency.IMMEDIATE));
        assertThat(history(ana)).hasSize(1);
    }

    @Test
    void strangersAndForeignersAreUnknown() {
        SubscriberId ana = audience.subscriber("ana@example.org");

        assertThatThrownBy(() -> consent.unsubscribe(audience.workspace(), ana, UnsubscribeSource.API, null))
                .isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void theHistoryCannotBeRewritten() {
        SubscriberId ana = audience.subscriber("ana@example.org");
        consent.unsubscribe(audience.workspace, ana, UnsubscribeSource.LINK, null);

        assertThatThrownBy(() -> audience.database
                        .sql("UPDATE audience.consent SET source = 'API'")
                        .update())
                .hasMessageContaining("append-only");
    }

    private List<ConsentEntry> history(SubscriberId person) {
        return consent.history(audience.workspace, person, Long.MAX_VALUE, 50).items();
    }
}
