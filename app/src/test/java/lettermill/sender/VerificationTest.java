package lettermill.sender;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import lettermill.base.WorkspaceId;
import lettermill.sender.Verification.Occasion;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerificationTest {
    private static final Instant NOW = Instant.parse("2026-03-29T00:30:00Z");

    @ParameterizedTest
    @CsvSource({
        // What it was, since when lacking, what DNS said, by whom asked, what it becomes, when it is looked at again.
        "PENDING,   ,      OK,      ASKED,   VERIFIED,  PT24H",
        "PENDING,   ,      MISSING, ASKED,   VERIFYING, PT10M",
        "PENDING,   ,      UNKNOWN, ASKED,   VERIFYING, PT10M",
        "VERIFYING, PT1H,  WRONG,   ROUTINE, VERIFYING, PT10M",
        "VERIFYING, PT71H, MISSING, ASKED,   VERIFYING, PT10M",
        "VERIFYING, PT72H, MISSING, ROUTINE, FAILED,    PT24H",
        "VERIFYING, PT72H, UNKNOWN, ROUTINE, VERIFYING, PT10M",
        "VERIFYING, PT99H, OK,      ROUTINE, VERIFIED,  PT24H",
        "VERIFIED,  ,      OK,      ROUTINE, VERIFIED,  PT24H",
        "VERIFIED,  ,      UNKNOWN, ROUTINE, VERIFIED,  PT1H",
        "VERIFIED,  ,      MISSING, ROUTINE, VERIFIED,  PT1H",
        "VERIFIED,  PT59M, MISSING, ASKED,   VERIFIED,  PT1H",
        "VERIFIED,  PT1H,  MISSING, ROUTINE, FAILED,    PT24H",
        "VERIFIED,  PT9H,  UNKNOWN, ROUTINE, VERIFIED,  PT1H",
        "WARMING,   ,      OK,      ROUTINE, WARMING,   PT24H",
        "WARMING,   PT1H,  WRONG,   ROUTINE, FAILED,    PT24H",
        "ACTIVE,    ,      OK,      ASKED,   ACTIVE,    PT24H",
        "FAILED,    PT99H, WRONG,   ROUTINE, FAILED,    PT24H",
        "FAILED,    PT99H, UNKNOWN, ROUTINE, FAILED,    PT24H",
        "FAILED,    PT99H, WRONG,   ASKED,   VERIFYING, PT10M",
        "FAILED,    PT99H, OK,      ROUTINE, VERIFIED,  PT24H",
        "PAUSED,    ,      OK,      ASKED,   PAUSED,    PT24H",
        "PAUSED,    PT99H, WRONG,   ASKED,   PAUSED,    PT24H"
    })
    void becomes(
            DomainStatus before,
            @Nullable Duration lacking,
            RecordVerdict verdict,
            Occasion occasion,
            DomainStatus after,
            Duration next) {
        Verification verification =
                Verification.after(domain(before, lacking), records(verdict, RecordVerdict.OK), occasion, NOW);
        assertThat(verification.status()).isEqualTo(after);
        assertThat(verification.nextCheck()).isEqualTo(NOW.plus(next));
        assertThat(verification.lackingSince() == null)
                .isEqualTo(verdict == RecordVerdict.OK
                        || (verdict == RecordVerdict.UNKNOWN && before.proven() && lacking == null));
    }

    @Test
    void oneRecordThatIsWrongSaysMoreThanOneThatNobodyCouldSee() {
        assertThat(Verification.after(
                                domain(DomainStatus.VERIFIED, Duration.ofHours(2)),
                                records(RecordVerdict.UNKNOWN, RecordVerdict.WRONG),
                                Occasion.ROUTINE,
                                NOW)
                        .status())
                .isEqualTo(DomainStatus.FAILED);
    }

    private static DnsRecords records(RecordVerdict spf, RecordVerdict others) {
        return new DnsRecords(record(spf), record(others), record(others), record(others), List.of());
    }

    private static RecordState record(RecordVerdict verdict) {
        return new RecordState("TXT", "example.org", "x", verdict, List.of(), "");
    }

    private static SendingDomain domain(DomainStatus status, @Nullable Duration lacking) {
        return new SendingDomain(
                UUID.randomUUID(),
                new WorkspaceId(UUID.randomUUID()),
                "example.org",
                null,
                "example.org",
                status,
                records(RecordVerdict.UNCHECKED, RecordVerdict.UNCHECKED),
                NOW.minusSeconds(60),
                NOW,
                lacking == null ? null : NOW.minus(lacking),
                null,
                null,
                null,
                0,
                null,
                SendingDomain.WarmingStatus.NOT_STARTED,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                100,
                HealthStatus.EXCELLENT,
                Map.of(),
                true,
                NOW,
                NOW);
    }
}
