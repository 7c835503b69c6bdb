package lettermill.warming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import lettermill.base.Problem;
import lettermill.mailbox.MailboxProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shares of mailbox providers: what can be meant, what they come to on each day, and that they end with the warming. */
class MailboxCurveTest extends Nursery {

    @Test
    void namesAreKnownInAnyCase() {
        assertThat(MailboxCurve.of(Map.of("gmail", 0.4, "Yahoo_Japan", 0.1)).shares())
                .isEqualTo(Map.of(MailboxProvider.GMAIL, 0.4, MailboxProvider.YAHOO_JAPAN, 0.1));
        assertThat(MailboxCurve.of(null)).isEqualTo(MailboxCurve.NONE);
        assertThat(MailboxCurve.of(Map.of("gmail", 0.7, "yahoo", 0.2, "gmx", 0.1))
                        .caps(100))
                .as("fractions that come to 1 and a hair")
                .isEqualTo(Map.of("GMAIL", 70, "YAHOO", 20, "GMX", 10, "REST", 0));
    }

    @ParameterizedTest
    @CsvSource({"gmail,0", "gmail,-0.1", "gmail,1.01", "gmail,NaN", "other,0.1", "rest,0.1", "hotmale,0.1"})
    void whatCannotBeMeantIsRefusedByItsName(String name, double share) {
        assertThatThrownBy(() -> MailboxCurve.of(Map.of(name, share)))
                .isInstanceOfSatisfying(
                        Problem.Invalid.class,
                        problem ->
                                assertThat(problem.fields().getFirst().field()).isEqualTo("mailbox_shares." + name));
    }

    @Test
    void moreThanEverythingCannotBeShared() {
        assertThatThrownBy(() -> MailboxCurve.of(Map.of("gmail", 0.7, "yahoo", 0.4)))
                .isInstanceOfSatisfying(
                        Problem.Invalid.class,
                        problem ->
                                assertThat(problem.fields().getFirst().field()).isEqualTo("mailbox_shares"));
        assertThatThrownBy(() -> MailboxCurve.of(Map.of("gmail", 0.2, "GMAIL", 0.2)))
                .isInstanceOf(Problem.Invalid.class);
    }

    @Test
    void sharesAreRoundedDownAndTheRestIsForTheOthers() {
        assertThat(MailboxCurve.of(Map.of("gmail", 0.35, "outlook", 0.01)).caps(50))
                .isEqualTo(Map.of("GMAIL", 17, "OUTLOOK", 0, "REST", 33));
        assertThat(MailboxCurve.of(Map.of("gmail", 0.29)).caps(100)).containsEntry("GMAIL", 29);
        assertThat(MailboxCurve.NONE.caps(50)).isEmpty();
    }

    @Test
    void theyGrowWithTheDayAndEndWithTheWarming() {
        Ward ward = ward("UTC");
        MailboxCurve curve = MailboxCurve.of(Map.of("gmail", 0.4));
        warming.start(ward.owner(), ward.origin(), schedules.find(ward.workspace(), "AGGRESSIVE"), curve);
        warming.start(ward.owner(), ward.address(), schedules.find(ward.workspace(), "MODERATE"), curve);
        assertThat(progress(ward).mailboxShares())
                .containsExactly(new WarmingProgress.Share("REST", 120, 0), new WarmingProgress.Share("GMAIL", 80, 0));
        assertThat(reader.progress(ward.workspace(), ward.address()).mailboxShares())
                .containsExactly(new WarmingProgress.Share("REST", 60, 0), new WarmingProgress.Share("GMAIL", 40, 0));
        for (int day = 1; day <= 7; day++) {
            assertThat(progress(ward).mailboxShares()).hasSize(2);
            mail(ward, 1, 0);
            clock.advance(Duration.ofDays(1));
            run(processDay);
        }
        assertThat(see(ward).dailyLimit())
                .as("the schedule goes on after the warming")
                .isEqualTo(20_000);
        assertThat(progress(ward).mailboxShares()).isEmpty();
        assertThat(reader.progress(ward.workspace(), ward.address()).mailboxShares())
                .as("day 8 of 14")
                .containsExactly(
                        new WarmingProgress.Share("REST", 7_200, 0), new WarmingProgress.Share("GMAIL", 4_800, 0));
    }
}
