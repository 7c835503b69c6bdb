package lettermill.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import lettermill.base.MessageId;
import lettermill.base.SubscriberId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrequencyTest {

    private final AudienceFixture audience = new AudienceFixture();
    private final UUID news = audience.category("news");

    @ParameterizedTest
    @CsvSource({
        "IMMEDIATE, PT0S,    true",
        "DAILY,     PT19H,   false",
        "DAILY,     PT23H,   true",
        "WEEKLY,    PT144H,  false",
        "WEEKLY,    PT167H,  true",
        "MONTHLY,   PT648H,  false",
        "MONTHLY,   PT671H,  true"
    })
    void aSecondMailWaitsForThePeriodChosen(SubscriptionFrequency frequency, Duration later, boolean mailed) {
        SubscriberId ana = wants("ana@example.org", frequency);
        Clock second = Clock.offset(audience.clock, later);

        assertThat(admit(audience.clock, news, ana, 1)).isNull();
        assertThat(skippedAtChoosing(second)).isEqualTo(mailed ? 0 : 1);
        assertThat(admit(second, news, ana, 2)).isEqualTo(mailed ? null : SkipReason.FREQUENCY);
    }

    @Test
    void aMessageKeepsItsPlaceOverAllItsAttempts() {
        SubscriberId ana = wants("ana@example.org", SubscriptionFrequency.WEEKLY);

        assertThat(admit(audience.clock, news, ana, 1)).isNull();
        assertThat(admit(Clock.offset(audience.clock, Duration.ofHours(1)), news, ana, 1))
                .isNull();
        assertThat(admit(Clock.offset(audience.clock, Duration.ofHours(1)), news, ana, 2))
                .isEqualTo(SkipReason.FREQUENCY);
    }

    @Test
    void otherCategoriesAndMailWithoutOneAreNotHeldBack() {
        SubscriberId ana = wants("ana@example.org", SubscriptionFrequency.MONTHLY);
        UUID offers = audience.category("offers");

        assertThat(admit(audience.clock, news, ana, 1)).isNull();
        assertThat(admit(audience.clock, offers, ana, 2)).isNull();
        assertThat(admit(audience.clock, null, ana, 3)).isNull();
    }

    @Test
    void ofCampaignsThatAskAtOnceOneGetsThePlace() throws Exception {
        List<SubscriberId> people = IntStream.range(0, 50)
                .mapToObj(i -> wants("p" + i + "@example.org", SubscriptionFrequency.DAILY))
                .toList();
        List<Callable<Long>> campaigns = IntStream.range(0, 4)
                .<Callable<Long>>mapToObj(campaign -> () -> {
                    List<SubscriberId> order = campaign % 2 == 0 ? people : people.reversed();
                    return order.stream()
                            .filter(person ->
                                    admit(audience.clock, news, person, campaign * 1_000L + person.value()) == null)
                            .count();
                })
                .toList();
        long admitted = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<Long> campaign : threads.invokeAll(campaigns)) {
                admitted += campaign.get();
            }
        }
        assertThat(admitted).isEqualTo(people.size());
    }

    private SubscriberId wants(String email, SubscriptionFrequency frequency) {
        SubscriberId person = audience.subscriber(email);
        audience.consent()
                .setCategory(
                        audience.workspace,
                        person,
                        news,
                        CategoryChoice.SUBSCRIBED,
                        frequency,
                        Evidence.of(UnsubscribeSource.PREFERENCE_CENTER, null));
        return person;
    }

    /** The reason for being skipped; null for admitted. */
    private @Nullable SkipReason admit(Clock clock, @Nullable UUID category, SubscriberId person, long message) {
        Eligibility.Verdict verdict = audience.eligibility(clock)
                .admit(audience.workspace, category, Collections.singletonMap(person, new MessageId(message)))
                .get(person);
        return verdict instanceof Eligibility.Blocked blocked ? blocked.reason() : null;
    }

    private long skippedAtChoosing(Clock clock) {
        AudienceSelection selection = new AudienceSelection(audience.database, clock);
        Map<SkipReason, Long> skipped = selection
                .count(selection.of(audience.workspace, null, null, news))
                .skipped();
        return skipped.getOrDefault(SkipReason.FREQUENCY, 0L);
    }
}
