package lettermill.warming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import lettermill.base.Problem;
import lettermill.sender.DomainStatus;
import lettermill.sender.SendingDomain.WarmingStatus;
import org.junit.jupiter.api.Test;

/** Days of warmings: turned once a date where the workspace is, held while nothing leaves, paused by what the mail met. */
class WarmingJobsTest extends Nursery {

    @Test
    void aWarmingStartsWithTodayAsItsFirstDay() {
        Ward ward = ward("UTC");
        start(ward, "conservative");
        assertThat(see(ward).status()).isEqualTo(DomainStatus.WARMING);
        assertThat(see(ward).dailyLimit()).isEqualTo(50);
        assertThat(progress(ward).fullVolumeOn()).isEqualTo(LocalDate.parse("2026-03-23"));
        assertThatThrownBy(() -> start(ward, "MODERATE")).isInstanceOf(Problem.Conflict.class);
    }

    @Test
    void aPersonsLowerLimitHoldsBesideTheWarmings() {
        Ward ward = ward("UTC");
        database.sql("UPDATE sender.domain SET configured_limit = 70 WHERE id = :id")
                .param("id", ward.domain())
                .update();
        start(ward, "CONSERVATIVE");
        assertThat(see(ward).dailyLimit()).isEqualTo(50);
        mail(ward, 1, 0);
        clock.advance(Duration.ofDays(1));
        run(processDay);
        assertThat(see(ward).dailyLimit()).isEqualTo(70);
    }

    @Test
    void theDayTurnsAtMidnightWhereTheWorkspaceIs() {
        Ward auckland = ward("Pacific/Auckland");
        Ward angeles = ward("America/Los_Angeles");
        at(auckland, "2026-03-02T23:00");
        start(auckland, "MODERATE");
        start(angeles, "MODERATE");
        mail(auckland, 1, 0);
        mail(angeles, 1, 0);
        at(auckland, "2026-03-03T00:00");
        run(processDay);
        assertThat(see(auckland).warmingDay()).isEqualTo(2);
        assertThat(see(angeles).warmingDay()).as("it is March 2nd there").isEqualTo(1);
        at(angeles, "2026-03-02T23:59:59");
        run(processDay);
        assertThat(see(angeles).warmingDay()).isEqualTo(1);
        at(angeles, "2026-03-03T00:00");
        run(processDay);
        assertThat(see(angeles).warmingDay()).isEqualTo(2);
        assertThat(see(auckland).warmingDay()).isEqualTo(2);
    }

    @Test
    void aDayOf23HoursAndOneOf25AreOneDayEach() {
        Ward spring = ward("America/New_York");
        Ward autumn = ward("Pacific/Auckland");
        for (Ward ward : List.of(spring, autumn)) {
            LocalDate date = LocalDate.parse(ward == spring ? "2026-03-07" : "2026-04-04");
            at(ward, date + "T10:00");
            start(ward, "MODERATE");
            for (int day = 1; day <= 3; day++) {
                at(ward, date.plusDays(day - 1) + "T00:00");
                run(processDay);
                assertThat(see(ward).warmingDay()).isEqualTo(day);
                mail(ward, 10, 0);
                at(ward, date.plusDays(day - 1) + "T23:59:59");
                mail(ward, 10, 0);
                run(processDay);
                assertThat(see(ward).warmingDay()).isEqualTo(day);
            }
            assertThat(progress(ward).progress())
                    .extracting(WarmingProgress.Day::actual)
                    .containsExactly(20L, 20L, 20L);
        }
    }

    @Test
    void manyProcessesTurnADayOnce() throws Exception {
        Ward ward = ward("UTC");
        start(ward, "CONSERVATIVE");
        for (int day = 2; day <= 5; day++) {
            mail(ward, 1, 0);
            clock.advance(Duration.ofDays(1));
            CyclicBarrier together = new CyclicBarrier(4);
            try (ExecutorService processes = Executors.newFixedThreadPool(4)) {
                Callable<Boolean> process = () -> {
                    together.await();
                    run(processDay);
                    return true;
                };
                for (var done : processes.invokeAll(
                        IntStream.range(0, 4).mapToObj(n -> process).toList())) {
                    done.get();
                }
            }
            assertThat(see(ward).warmingDay()).isEqualTo(day);
            assertThat(progress(ward).progress()).hasSize(day);
        }
    }

    @Test
    void aHouseThatWasDownGoesOnWithTheNextDayAndNoJump() {
        Ward ward = ward("UTC");
        start(ward, "CONSERVATIVE");
        mail(ward, 50, 0);
        clock.advance(Duration.ofDays(6));
        run(processDay);
        assertThat(see(ward).warmingDay()).isEqualTo(2);
        assertThat(see(ward).dailyLimit()).isEqualTo(100);
        run(processDay);
        assertThat(see(ward).warmingDay()).isEqualTo(2);
        assertThat(progress(ward).progress())
                .extracting(WarmingProgress.Day::date)
                .containsExactly(LocalDate.parse("2026-03-02"), LocalDate.parse("2026-03-08"));
    }

    @Test
    void theScheduleWaitsForMail() {
        Ward ward = ward("UTC");
        start(ward, "CONSERVATIVE");
        for (int day = 0; day < 3; day++) {
            clock.advance(Duration.ofDays(1));
            run(processDay);
        }
        assertThat(see(ward).warmingDay()).isEqualTo(1);
        assertThat(progress(ward).progress())
                .hasSize(4)
                .allSatisfy(day -> assertThat(day.recommendation()).isEqualTo(Recommendation.SEND));
        mail(ward, 1, 0);
        clock.advance(Duration.ofDays(1));
        run(processDay);
        assertThat(see(ward).warmingDay()).isEqualTo(2);
    }

    @Test
    void fullVolumeComesOnDay22() {
        Ward ward = ward("Europe/Berlin");
        start(ward, "CONSERVATIVE");
        for (int day = 1; day <= 21; day++) {
            assertThat(see(ward).warmingDay()).isEqualTo(day);
            assertThat(see(ward).status()).isEqualTo(DomainStatus.WARMING);
            mail(ward, 30, 0);
            clock.advance(Duration.ofDays(1));
            run(processDay);
        }
        assertThat(see(ward).dailyLimit()).isNull();
        assertThat(see(ward).status()).isEqualTo(DomainStatus.ACTIVE);
        assertThat(see(ward).warmingStatus()).isEqualTo(WarmingStatus.COMPLETED);
        start(ward, "MODERATE");
        assertThat(see(ward).dailyLimit()).as("it may be warmed again").isEqualTo(100);
    }

    @Test
    void theLimitFollowsAnAggressiveScheduleForAWeekAfterTheWarming() {
        Ward ward = ward("UTC");
        start(ward, "AGGRESSIVE");
        for (int day = 1; day <= 14; day++) {
            assertThat(see(ward).status()).isEqualTo(day <= 7 ? DomainStatus.WARMING : DomainStatus.ACTIVE);
            mail(ward, 1, 0);
            clock.advance(Duration.ofDays(1));
            run(processDay);
            if (day == 7) {
                assertThat(see(ward).dailyLimit()).isEqualTo(20_000);
            }
        }
        assertThat(see(ward).dailyLimit()).isNull();
    }

    @Test
    void countersOfPastDatesStartAtZero() {
        Ward ward = ward("Pacific/Auckland");
        at(ward, "2026-03-02T23:00");
        senders.reserve(see(ward).workspaceId(), Map.of(see(ward).id(), 7), LocalDate.parse("2026-03-02"));
        run(resetVolumes);
        assertThat(see(ward).dailySent()).isEqualTo(7);
        at(ward, "2026-03-03T00:00");
        run(resetVolumes);
        run(resetVolumes);
        assertThat(see(ward).dailySent()).isZero();
        assertThat(see(ward).dailyDate()).isEqualTo(LocalDate.parse("2026-03-03"));
    }
}
