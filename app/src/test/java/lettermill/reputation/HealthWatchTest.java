package lettermill.reputation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import lettermill.sender.DomainStatus;
import lettermill.sender.HealthStatus;
import lettermill.sender.standing.DomainTierChanged;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

/** A domain stands where its mail has put it; in CRITICAL health it is paused until a person resumes it. */
@RecordApplicationEvents
class HealthWatchTest extends Ward {

    @Autowired
    ApplicationEvents events;

    @Test
    void aDomainInCriticalHealthIsPausedWithItsNumbers() {
        Patient patient = patient("UTC");
        mails(patient, 100, 6);
        run();
        assertThat(see(patient).healthStatus()).isEqualTo(HealthStatus.CRITICAL);
        assertThat(see(patient).healthScore()).isEqualTo(29);
        assertThat(see(patient).status()).isEqualTo(DomainStatus.PAUSED);
        assertThat(Objects.requireNonNull(see(patient).pause()).by()).isEqualTo("update_domain_health");
        assertThat(Objects.requireNonNull(see(patient).pause()).reason())
                .isEqualTo(
                        "2026-03-02: health 29 of 100 (CRITICAL): bounce 6 % (6 % hard), complaint 0 %, delivery 94 % of 100");
    }

    @Test
    void thePauseHoldsWhateverFollowsUntilAPersonEndsIt() {
        Patient patient = patient("UTC");
        mails(patient, 100, 6);
        run();
        for (int day = 0; day < 9; day++) {
            clock.advance(Duration.ofDays(1));
            mails(patient, 30, 0);
            run();
            assertThat(see(patient).status()).isEqualTo(DomainStatus.PAUSED);
        }
        standing.resume(patient.owner(), patient.domain(), "the list was bought; deleted it");
        assertThat(see(patient).status()).isEqualTo(DomainStatus.VERIFIED);
    }

    @Test
    void whatLeftBeforeAResumptionIsForgivenAndWhatLeavesAfterItIsNot() {
        Patient patient = patient("UTC");
        mails(patient, 100, 6);
        run();
        clock.advance(Duration.ofMinutes(1));
        standing.resume(patient.owner(), patient.domain(), "cleaned");
        assertThat(see(patient).healthStatus()).as("routing takes it at once").isEqualTo(HealthStatus.EXCELLENT);
        run();
        assertThat(see(patient).status()).isEqualTo(DomainStatus.VERIFIED);
        mails(patient, 100, 6);
        run();
        assertThat(see(patient).status()).isEqualTo(DomainStatus.PAUSED);
    }

    @Test
    void aWeekOfGoodMailHidesNoCriticalDay() {
        Patient patient = patient("UTC");
        for (int day = 0; day < 3; day++) {
            mails(patient, 300, 0);
            clock.advance(Duration.ofDays(1));
        }
        mails(patient, 100, 6);
        run();
        assertThat(see(patient).status()).isEqualTo(DomainStatus.PAUSED);
    }

    @Test
    void everyChangeOfATierIsNotedOnce() {
        Patient patient = patient("UTC");
        mails(patient, 60, 0);
        run();
        run();
        assertThat(see(patient).healthStatus()).as("nobody opens").isEqualTo(HealthStatus.GOOD);
        mails(patient, 40, 3);
        run();
        run();
        assertThat(see(patient).healthStatus()).isEqualTo(HealthStatus.FAIR);
        assertThat(changes(patient))
                .extracting(DomainTierChanged::before, DomainTierChanged::after, DomainTierChanged::isDrop)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(HealthStatus.EXCELLENT, HealthStatus.GOOD, true),
                        org.assertj.core.groups.Tuple.tuple(HealthStatus.GOOD, HealthStatus.FAIR, true));
        clock.advance(Duration.ofDays(10));
        run();
        assertThat(see(patient).healthScore()).as("no mail").isEqualTo(100);
        assertThat(changes(patient).getLast().isDrop()).isFalse();
        assertThat(database.sql(
                                "SELECT count(*) FROM workspace.audit_entry WHERE workspace_id = :id AND action = 'domain.health'")
                        .param("id", patient.workspace().value())
                        .query(Long.class)
                        .single())
                .isEqualTo(3);
    }

    private List<DomainTierChanged> changes(Patient patient) {
        return events.stream(DomainTierChanged.class)
                .filter(change -> change.domain().equals(patient.domain()))
                .toList();
    }

    @Test
    void whoeverResumedADomainWhileItWasCountedKnewBetter() {
        Patient patient = patient("UTC");
        mails(patient, 100, 6);
        run();
        clock.advance(Duration.ofMinutes(1));
        standing.resume(patient.owner(), patient.domain(), "cleaned");
        standing.rate(
                List.of(new lettermill.sender.standing.DomainRating(
                        patient.workspace(), patient.domain(), 5, HealthStatus.CRITICAL, "old figures", START)),
                "update_domain_health");
        assertThat(see(patient).status()).isEqualTo(DomainStatus.VERIFIED);
    }

    @Test
    void theTrendIsThisWeekBesideTheOneBefore() {
        Patient patient = patient("UTC");
        mails(patient, 50, 0);
        clock.advance(Duration.ofDays(7));
        mails(patient, 50, 2);
        run();
        DomainHealth health = reader.health(patient.workspace(), patient.domain(), 30);
        assertThat(health.trend()).isEqualTo(new DomainHealth.Trend(85, 56, -29));
        assertThat(health.days()).hasSize(2);
        assertThat(reader.health(patient.workspace(), patient.domain(), 7).days())
                .hasSize(1);
        assertThat(health.score()).isEqualTo(56);
    }
}
