package lettermill.warming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import lettermill.base.Problem;
import lettermill.sender.DomainStatus;
import lettermill.sender.SendingDomain.WarmingStatus;
import lettermill.sender.ip.DedicatedIp;
import lettermill.sender.ip.DedicatedIpService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** An address is warmed up as a domain is: by the same schedules, days and thresholds, on a row of its own. */
class IpWarmingTest extends Nursery {

    @Autowired
    DedicatedIpService ips;

    private void startIp(Ward ward, String schedule) {
        warming.start(ward.owner(), ward.address(), schedules.find(ward.workspace(), schedule), MailboxCurve.NONE);
    }

    private DedicatedIp ip(Ward ward) {
        return ips.get(ward.workspace(), ward.ip());
    }

    private WarmingProgress ipProgress(Ward ward) {
        return reader.progress(ward.workspace(), ward.address());
    }

    private int reserve(Ward ward, int wanted) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ward.zone());
        return ips.reserve(ward.workspace(), Map.of(ward.ip(), wanted), today).getOrDefault(ward.ip(), 0);
    }

    @Test
    void itStartsWithTodayAndLeavesItsDomainAlone() {
        Ward ward = ward("UTC");
        startIp(ward, "conservative");
        assertThat(ip(ward).warmingStatus()).isEqualTo(WarmingStatus.IN_PROGRESS);
        assertThat(ip(ward).dailyLimit()).isEqualTo(50);
        assertThat(ipProgress(ward).ipId()).isEqualTo(ward.ip());
        assertThat(ipProgress(ward).domainId()).isNull();
        assertThat(ipProgress(ward).fullVolumeOn()).isEqualTo(LocalDate.parse("2026-03-23"));
        assertThat(see(ward).status()).isEqualTo(DomainStatus.VERIFIED);
        assertThatThrownBy(() -> startIp(ward, "MODERATE")).isInstanceOf(Problem.Conflict.class);
    }

    @Test
    void oneThatDnsDoesNotKnowIsNotWarmed() {
        Ward ward = ward("UTC");
        database.sql("UPDATE sender.dedicated_ip SET status = 'FAILED' WHERE id = :id")
                .param("id", ward.ip())
                .update();
        assertThatThrownBy(() -> startIp(ward, "CONSERVATIVE"))
                .isInstanceOf(Problem.Conflict.class)
                .hasMessageContaining("is FAILED");
    }

    @Test
    void aDomainAndItsAddressAreWarmedSideBySideEachWithItsOwnCap() {
        Ward ward = ward("UTC");
        start(ward, "AGGRESSIVE");
        startIp(ward, "CONSERVATIVE");
        mail(ward, 30, 0);
        clock.advance(Duration.ofDays(1));
        run(processDay);
        assertThat(see(ward).dailyLimit()).isEqualTo(500);
        assertThat(ip(ward).dailyLimit()).isEqualTo(100);
        assertThat(ipProgress(ward).progress())
                .extracting(WarmingProgress.Day::actual)
                .containsExactly(30L, 0L);
    }

    @Test
    void onlyMailFromItCounts() {
        Ward ward = ward("UTC");
        startIp(ward, "CONSERVATIVE");
        mail(ward, 50, 25);
        database.sql("UPDATE ledger.message SET ip_id = NULL WHERE ip_id = :id")
                .param("id", ward.ip())
                .update();
        run(checkThresholds);
        assertThat(ip(ward).pause()).isNull();
        assertThat(ipProgress(ward).progress().getFirst().actual()).isZero();
    }

    @Test
    void aPersonsLowerLimitHoldsBesideTheWarmings() {
        Ward ward = ward("UTC");
        database.sql("UPDATE sender.dedicated_ip SET configured_limit = 70 WHERE id = :id")
                .param("id", ward.ip())
                .update();
        startIp(ward, "CONSERVATIVE");
        assertThat(ip(ward).dailyLimit()).isEqualTo(50);
        mail(ward, 1, 0);
        clock.advance(Duration.ofDays(1));
        run(processDay);
        assertThat(ip(ward).dailyLimit()).isEqualTo(70);
    }

    @Test
    void theCapIsNeverPassedAcrossLocalMidnight() {
        Ward ward = ward("Pacific/Auckland");
        at(ward, "2026-03-02T23:59:59");
        startIp(ward, "CONSERVATIVE");
        assertThat(reserve(ward, 40)).isEqualTo(40);
        assertThat(reserve(ward, 40)).isEqualTo(10);
        mail(ward, 50, 0);
        at(ward, "2026-03-03T00:00");
        assertThat(reserve(ward, 80))
                .as("the day is new, and the cap of the day before holds")
                .isEqualTo(50);
        run(processDay);
        run(resetVolumes);
        assertThat(reserve(ward, 80))
                .as("day 2 allows 100, of which 50 are gone")
                .isEqualTo(50);
        assertThat(reserve(ward, 1)).isZero();
        assertThat(ip(ward).dailySent()).isEqualTo(100);
    }

    @Test
    void countersOfPastDatesStartAtZero() {
        Ward ward = ward("Pacific/Auckland");
        at(ward, "2026-03-02T23:00");
        reserve(ward, 7);
        run(resetVolumes);
        assertThat(ip(ward).dailySent()).isEqualTo(7);
        at(ward, "2026-03-03T00:00");
        run(resetVolumes);
        run(resetVolumes);
        assertThat(ip(ward).dailySent()).isZero();
        assertThat(ip(ward).dailyDate()).isEqualTo(LocalDate.parse("2026-03-03"));
    }

    @Test
    void manyProcessesTurnADayOnceAndDowntimeIsNoJump() throws Exception {
        Ward ward = ward("America/New_York");
        startIp(ward, "CONSERVATIVE");
        for (int day = 2; day <= 4; day++) {
            mail(ward, 1, 0);
            clock.advance(Duration.ofDays(day));
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
            assertThat(ip(ward).warmingDay()).isEqualTo(day);
            assertThat(ipProgress(ward).progress()).hasSize(day);
        }
        clock.advance(Duration.ofDays(3));
        run(processDay);
        assertThat(ip(ward).warmingDay()).as("no mail left").isEqualTo(4);
    }

    @Test
    void fullVolumeComesOnDay22() {
        Ward ward = ward("Europe/Berlin");
        startIp(ward, "CONSERVATIVE");
        for (int day = 1; day <= 21; day++) {
            assertThat(ip(ward).warmingDay()).isEqualTo(day);
            mail(ward, 30, 0);
            clock.advance(Duration.ofDays(1));
            run(processDay);
        }
        assertThat(ip(ward).dailyLimit()).isNull();
        assertThat(ip(ward).warmingStatus()).isEqualTo(WarmingStatus.COMPLETED);
        startIp(ward, "MODERATE");
        assertThat(ip(ward).dailyLimit()).as("it may be warmed again").isEqualTo(100);
    }

    @Test
    void aBreachPausesItWithItsNumbersUntilANoteEndsIt() {
        Ward ward = ward("UTC");
        startIp(ward, "CONSERVATIVE");
        mail(ward, 50, 3);
        run(checkThresholds);
        assertThat(Objects.requireNonNull(ip(ward).pause()).reason())
                .isEqualTo("warming day 1, 2026-03-02: bounce 6 % of 50 > 5 %");
        assertThat(see(ward).status()).isEqualTo(DomainStatus.VERIFIED);
        for (int day = 0; day < 3; day++) {
            clock.advance(Duration.ofHours(12));
            mail(ward, 1_000, 0);
            run(checkThresholds);
            clock.advance(Duration.ofHours(12));
            run(processDay);
            assertThat(ip(ward).warmingStatus()).isEqualTo(WarmingStatus.PAUSED);
            assertThat(ip(ward).warmingDay()).isEqualTo(1);
        }
        assertThatThrownBy(() -> warming.resume(ward.owner(), ward.address(), " "))
                .isInstanceOf(Problem.Invalid.class);
        warming.resume(ward.owner(), ward.address(), "the list was bought; deleted it");
        run(checkThresholds);
        assertThat(ip(ward).warmingStatus()).as("what left before is forgiven").isEqualTo(WarmingStatus.IN_PROGRESS);
        assertThat(ip(ward).warmingDay()).isEqualTo(1);
        clock.advance(Duration.ofMinutes(1));
        mail(ward, 20, 2);
        run(checkThresholds);
        assertThat(ip(ward).pause()).as("what left since is judged").isNotNull();
    }

    @Test
    void aDayThatEndsInABreachIsNotTurned() {
        Ward ward = ward("UTC");
        startIp(ward, "CONSERVATIVE");
        mail(ward, 50, 25);
        clock.set(Instant.parse("2026-03-03T00:01:00Z"));
        run(processDay);
        assertThat(ip(ward).pause()).isNotNull();
        assertThat(ip(ward).warmingDay()).isEqualTo(1);
    }

    @Test
    void aPersonsPausePausesTheWarmingToo() {
        Ward ward = ward("UTC");
        assertThatThrownBy(() -> warming.pause(ward.owner(), ward.address(), null))
                .isInstanceOf(Problem.Conflict.class);
        startIp(ward, "CONSERVATIVE");
        warming.pause(ward.owner(), ward.address(), null);
        warming.pause(ward.owner(), ward.address(), "again");
        assertThat(Objects.requireNonNull(ip(ward).pause()).reason()).isEqualTo("paused by hand");
        assertThat(ipProgress(ward).status()).isEqualTo(WarmingStatus.PAUSED);
        assertThat(List.of(ip(ward).warmingStatus())).containsExactly(WarmingStatus.PAUSED);
    }
}
