package lettermill.reputation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import lettermill.ledger.outcome.Outcomes;
import lettermill.sender.HealthStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthScoreTest {

    private static HealthScore score(long mails, long bounced, long hard, long complaints, long opened, long clicked) {
        long arrived = mails - bounced;
        return HealthScore.of(new Outcomes(mails, arrived, mails, bounced, hard, 0, complaints, opened, clicked));
    }

    /** Each line worked out by hand: 0.35 bounce + 0.35 complaint + 0.15 delivery + 0.15 engagement. */
    @ParameterizedTest
    @CsvSource({
        // All well: everybody's engagement is at its best with 20 % opens and 6 % clicks.
        "1000, 0, 0, 0, 200, 60, 100, EXCELLENT",
        // Nobody opens: 35 + 35 + 15 + 0.
        "1000, 0, 0, 0, 0, 0, 85, GOOD",
        // 5 % soft bounces: 17.5 + 35 + 14.25 + 0.
        "1000, 50, 0, 0, 0, 0, 66, FAIR",
        // 5 % hard ones count twice: 0 + 35 + 14.25, and so many mails make it critical.
        "1000, 50, 50, 0, 0, 0, 29, CRITICAL",
        // The same rate of 80 mails: 0 + 35 + 14.25.
        "80, 4, 4, 0, 0, 0, 49, POOR",
        // 0.15 % complaints: 35 + 17.5 + 15.
        "2000, 0, 0, 3, 0, 0, 67, FAIR",
        // 0.3 %: nothing left of that part.
        "1000, 0, 0, 3, 500, 100, 29, CRITICAL",
        // Both parts are gone: 0 + 0 + 15 * 0.7 + 0.
        "50, 15, 15, 2, 0, 0, 10, CRITICAL"
    })
    void isWorkedOutAsWritten(
            long mails, long bounced, long hard, long complaints, long opened, long clicked, int score, String tier) {
        HealthScore health = score(mails, bounced, hard, complaints, opened, clicked);
        assertThat(health.score()).isEqualTo(score);
        assertThat(health.status()).isEqualTo(HealthStatus.valueOf(tier));
    }

    @Test
    void littleMailAndASingleComplaintSayNothing() {
        assertThat(HealthScore.of(Outcomes.NONE).score()).isEqualTo(100);
        assertThat(score(19, 19, 19, 5, 0, 0).score()).isEqualTo(100);
        assertThat(score(19, 19, 19, 5, 0, 0).judged()).isFalse();
        assertThat(score(200, 0, 0, 1, 40, 12).score()).isEqualTo(100);
        assertThat(score(20, 0, 0, 0, 4, 2).judged()).isTrue();
    }

    @Test
    void whatHasNotArrivedYetIsNoFailure() {
        HealthScore early = HealthScore.of(new Outcomes(1_000, 0, 0, 0, 0, 0, 0, 0, 0));
        assertThat(early.delivery()).isEqualTo(100);
        assertThat(early.engagement()).isEqualTo(50);
        assertThat(early.score()).isEqualTo(92);
        assertThat(HealthScore.of(new Outcomes(1_000, 500, 1_000, 0, 0, 0, 0, 0, 0))
                        .delivery())
                .isCloseTo(50, within(1e-9));
    }

    @Test
    void tiersBeginWhereTheyAreSaidTo() {
        Map.of(
                        100,
                        "EXCELLENT",
                        90,
                        "EXCELLENT",
                        89,
                        "GOOD",
                        70,
                        "GOOD",
                        69,
                        "FAIR",
                        50,
                        "FAIR",
                        49,
                        "POOR",
                        30,
                        "POOR",
                        29,
                        "CRITICAL")
                .forEach((score, tier) -> assertThat(HealthStatus.of(score)).isEqualTo(HealthStatus.valueOf(tier)));
        assertThat(HealthStatus.of(0)).isEqualTo(HealthStatus.CRITICAL);
    }

    @Test
    void statesItsNumbers() {
        Outcomes figures = new Outcomes(400, 350, 400, 50, 32, 0, 1, 0, 0);
        assertThat(HealthScore.words(figures, HealthScore.of(figures)))
                .isEqualTo(
                        "health 29 of 100 (CRITICAL): bounce 12.5 % (8 % hard), complaint 0.25 %, delivery 87.5 % of 400");
    }
}
