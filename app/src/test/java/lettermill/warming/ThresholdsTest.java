package lettermill.warming;

import static org.assertj.core.api.Assertions.assertThat;

import lettermill.ledger.outcome.Outcomes;
import lettermill.warming.schedule.Breach;
import lettermill.warming.schedule.Thresholds;
import org.junit.jupiter.api.Test;

class ThresholdsTest {

    private static final Thresholds USUAL = Thresholds.DEFAULT;

    private static Outcomes day(long attempted, long delivered, long settled, long bounced, long complaints) {
        return new Outcomes(attempted, delivered, settled, bounced, 0, 0, complaints, 0, 0);
    }

    private static String words(Outcomes day) {
        return Breach.words(USUAL.breaches(day));
    }

    @Test
    void aBreachStatesItsNumbers() {
        assertThat(words(day(212, 199, 212, 13, 0))).isEqualTo("bounce 6.1 % of 212 > 5 %");
        assertThat(words(day(1_000, 1_000, 1_000, 0, 2))).isEqualTo("complaint 0.2 % of 1000 > 0.1 %");
        assertThat(words(day(100, 80, 100, 0, 0))).isEqualTo("delivery 80 % of 100 < 90 %");
        assertThat(words(day(100, 80, 100, 20, 3)))
                .isEqualTo("bounce 20 % of 100 > 5 %; complaint 3 % of 100 > 0.1 %; delivery 80 % of 100 < 90 %");
    }

    @Test
    void theThresholdItselfIsBorne() {
        assertThat(USUAL.breaches(day(100, 90, 100, 5, 0))).isEmpty();
        assertThat(USUAL.breaches(day(2_000, 2_000, 2_000, 0, 2))).isEmpty();
    }

    @Test
    void littleMailAndSingleComplaintsSayNothing() {
        assertThat(USUAL.breaches(day(19, 0, 19, 19, 5))).isEmpty();
        assertThat(USUAL.breaches(day(20, 0, 0, 2, 0))).hasSize(1);
        assertThat(USUAL.breaches(day(100, 100, 100, 0, 1))).isEmpty();
        assertThat(USUAL.breaches(day(500, 5, 10, 0, 0)))
                .as("most ends are not known yet")
                .isEmpty();
    }

    @Test
    void aDateAdvisesByItsFigures() {
        assertThat(Recommendation.of(day(0, 0, 0, 0, 0), USUAL)).isEqualTo(Recommendation.SEND);
        assertThat(Recommendation.of(day(5, 0, 5, 5, 0), USUAL)).isEqualTo(Recommendation.WAIT);
        assertThat(Recommendation.of(day(100, 99, 100, 1, 0), USUAL)).isEqualTo(Recommendation.CONTINUE);
        assertThat(Recommendation.of(day(100, 97, 100, 3, 0), USUAL)).isEqualTo(Recommendation.SLOW_DOWN);
        assertThat(Recommendation.of(day(100, 94, 100, 6, 0), USUAL)).isEqualTo(Recommendation.PAUSE);
    }
}
