package lettermill.warming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import lettermill.base.Problem;
import lettermill.sender.DomainStatus;
import lettermill.sender.SendingDomain.WarmingStatus;
import org.junit.jupiter.api.Test;

/** A pause by a threshold holds until a person ends it with a note. */
class WarmingPauseTest extends Nursery {

    @Test
    void aBreachPausesAndStatesItsNumbers() {
        Ward ward = breached();
        assertThat(see(ward).status()).isEqualTo(DomainStatus.PAUSED);
        assertThat(see(ward).warmingStatus()).isEqualTo(WarmingStatus.PAUSED);
        assertThat(see(ward).sendable()).isFalse();
        assertThat(Objects.requireNonNull(see(ward).pause()).reason())
                .isEqualTo("warming day 1, 2026-03-02: bounce 6 % of 50 > 5 %");
        assertThat(database.sql(
                                "SELECT actor FROM workspace.audit_entry WHERE workspace_id = :id AND action = 'domain.pause'")
                        .param("id", ward.workspace().value())
                        .query(String.class)
                        .list())
                .containsExactly("check_warming_thresholds");
    }

    @Test
    void thePauseHoldsThroughDaysAndGoodFigures() {
        Ward ward = breached();
        for (int day = 0; day < 5; day++) {
            clock.advance(Duration.ofHours(12));
            mail(ward, 1_000, 0);
            run(checkThresholds);
            clock.advance(Duration.ofHours(12));
            run(processDay);
            run(resetVolumes);
            assertThat(see(ward).status()).isEqualTo(DomainStatus.PAUSED);
            assertThat(see(ward).warmingDay()).isEqualTo(1);
        }
    }

    @Test
    void onlyANoteEndsItAndWhatWasSentBeforeIsForgiven() {
        Ward ward = breached();
        for (String note : new String[] {"", " ", "x".repeat(501)}) {
            assertThatThrownBy(() -> warming.resume(ward.owner(), ward.origin(), note))
                    .isInstanceOf(Problem.Invalid.class);
        }
        clock.advance(Duration.ofMinutes(1));
        warming.resume(ward.owner(), ward.origin(), "the list was bought; deleted it");
        assertThat(see(ward).status()).isEqualTo(DomainStatus.WARMING);
        run(checkThresholds);
        assertThat(see(ward).status()).isEqualTo(DomainStatus.WARMING);
        mail(ward, 20, 2);
        run(checkThresholds);
        assertThat(see(ward).status()).as("what left since is judged").isEqualTo(DomainStatus.PAUSED);
        assertThatThrownBy(() -> {
                    warming.resume(ward.owner(), ward.origin(), "again");
                    warming.resume(ward.owner(), ward.origin(), "again");
                })
                .isInstanceOf(Problem.Conflict.class);
    }

    @Test
    void thePausedDayGoesOnOnTheDateOfTheResumptionAndKeepsTheOldFigures() {
        Ward ward = breached();
        clock.advance(Duration.ofDays(3));
        warming.resume(ward.owner(), ward.origin(), "cleaned");
        assertThat(see(ward).warmingDay()).isEqualTo(1);
        run(processDay);
        assertThat(see(ward).warmingDay()).isEqualTo(1);
        mail(ward, 30, 0);
        clock.advance(Duration.ofDays(1));
        run(processDay);
        assertThat(see(ward).warmingDay()).isEqualTo(2);
        assertThat(progress(ward).progress())
                .extracting(WarmingProgress.Day::bounced)
                .containsExactly(3L, 0L, 0L);
    }

    @Test
    void yesterdaysBouncesOfThisMorningPauseToo() {
        Ward ward = ward("UTC");
        start(ward, "CONSERVATIVE");
        mail(ward, 50, 0);
        clock.advance(Duration.ofDays(1));
        run(processDay);
        assertThat(see(ward).warmingDay()).isEqualTo(2);
        database.sql("UPDATE ledger.message SET bounced_at = sent_at, status = 'BOUNCED' WHERE domain_id = :id")
                .param("id", ward.domain())
                .update();
        run(checkThresholds);
        assertThat(see(ward).status()).isEqualTo(DomainStatus.PAUSED);
    }

    @Test
    void aDayThatEndsInABreachIsNotTurned() {
        Ward ward = ward("UTC");
        start(ward, "CONSERVATIVE");
        mail(ward, 50, 25);
        clock.set(Instant.parse("2026-03-03T00:01:00Z"));
        run(processDay);
        assertThat(see(ward).status()).isEqualTo(DomainStatus.PAUSED);
        assertThat(see(ward).warmingDay()).isEqualTo(1);
    }

    @Test
    void vendorsThatReportArrivalsAreHeldToThem() {
        Ward silent = ward("UTC");
        Ward telling = ward("UTC");
        for (Ward ward : new Ward[] {silent, telling}) {
            start(ward, "CONSERVATIVE");
            mail(ward, 40, 0);
        }
        database.sql("""
                        UPDATE ledger.message SET delivered_at = sent_at
                        WHERE domain_id = :id AND email IN ('p1@example.org', 'p2@example.org')""").param("id", telling.domain()).update();
        run(checkThresholds);
        assertThat(see(telling).status()).as("the rest may still arrive").isEqualTo(DomainStatus.WARMING);
        clock.advance(Duration.ofMinutes(61));
        run(checkThresholds);
        assertThat(Objects.requireNonNull(see(telling).pause()).reason()).endsWith("delivery 5 % of 40 < 90 %");
        assertThat(see(silent).status()).isEqualTo(DomainStatus.WARMING);
    }

    @Test
    void recordsThatFailedMeanwhileHaveToBeVerifiedAnew() {
        Ward ward = breached();
        database.sql("UPDATE sender.domain SET lacking_since = now() WHERE id = :id")
                .param("id", ward.domain())
                .update();
        warming.resume(ward.owner(), ward.origin(), "cleaned");
        assertThat(see(ward).status()).isEqualTo(DomainStatus.VERIFYING);
        assertThat(see(ward).nextCheckAt()).isEqualTo(clock.instant());
        assertThat(see(ward).warmingStatus()).isEqualTo(WarmingStatus.IN_PROGRESS);
    }

    private Ward breached() {
        Ward ward = ward("UTC");
        start(ward, "CONSERVATIVE");
        mail(ward, 50, 3);
        run(checkThresholds);
        return ward;
    }
}
