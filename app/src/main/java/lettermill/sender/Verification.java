package lettermill.sender;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a look at its records leaves a domain. A domain that was verified stays so until its records have been wrong for an
 * hour, at two looks at least; DNS that does not answer changes nothing.
 *
 * @param lackingSince since when some record is missing or wrong; null when none is
 * @param nextCheck when to look again
 */
record Verification(DomainStatus status, @Nullable Instant lackingSince, Instant nextCheck) {

    /** How long new records may take to appear: what other senders of mail allow, and longer than DNS keeps a "no". */
    static final Duration LONGEST_WAIT = Duration.ofHours(72);

    /** How long a verified domain's records may be wrong. */
    static final Duration GRACE = Duration.ofHours(1);

    private static final Duration SOON = Duration.ofMinutes(10);
    private static final Duration DAILY = Duration.ofDays(1);

    /** While a new DKIM key waits for its record. */
    private static final Duration HOURLY = Duration.ofHours(1);

    enum Occasion {
        /** Somebody wants to know now. */
        ASKED,
        /** The clock's turn. */
        ROUTINE
    }

    private enum Outcome {
        RIGHT,
        LACKING,
        UNKNOWN;

        static Outcome of(DnsRecords records) {
            Set<RecordVerdict> verdicts = records.all()
                    .map(RecordState::verdict)
                    .collect(Collectors.toCollection(() -> EnumSet.noneOf(RecordVerdict.class)));
            if (verdicts.contains(RecordVerdict.MISSING) || verdicts.contains(RecordVerdict.WRONG)) {
                return LACKING;
            }
            return verdicts.equals(EnumSet.of(RecordVerdict.OK)) ? RIGHT : UNKNOWN;
        }
    }

    static Verification after(SendingDomain before, DnsRecords found, Occasion occasion, Instant now) {
        Verification verification = conclude(before, found, occasion, now);
        Instant soon = now.plus(HOURLY);
        return found.waiting() && verification.nextCheck().isAfter(soon)
                ? new Verification(verification.status(), verification.lackingSince(), soon)
                : verification;
    }

    private static Verification conclude(SendingDomain before, DnsRecords found, Occasion occasion, Instant now) {
        Outcome outcome = Outcome.of(found);
        DomainStatus status = before.status();
        if (status == DomainStatus.PAUSED) {
            return new Verification(status, outcome == Outcome.LACKING ? since(before, now) : null, now.plus(DAILY));
        }
        if (outcome == Outcome.RIGHT) {
            return new Verification(status.proven() ? status : proven(before), null, now.plus(DAILY));
        }
        if (status.proven()) {
            return outcome == Outcome.UNKNOWN
                    ? new Verification(status, before.lackingSince(), now.plus(GRACE))
                    : lacking(before, GRACE, GRACE, now);
        }
        if (status == DomainStatus.FAILED && occasion == Occasion.ROUTINE) {
            return new Verification(status, since(before, now), now.plus(DAILY));
        }
        if (status != DomainStatus.VERIFYING) {
            return new Verification(DomainStatus.VERIFYING, now, now.plus(SOON));
        }
        return outcome == Outcome.UNKNOWN
                ? new Verification(status, since(before, now), now.plus(SOON))
                : lacking(before, LONGEST_WAIT, SOON, now);
    }

    /** A domain whose records failed in the middle of its warming goes on with it. */
    private static DomainStatus proven(SendingDomain before) {
        return switch (before.warmingStatus()) {
            case NOT_STARTED, PAUSED -> DomainStatus.VERIFIED;
            case IN_PROGRESS -> DomainStatus.WARMING;
            case COMPLETED -> DomainStatus.ACTIVE;
        };
    }

    /** Fails when its time is up, and stays as it is until then. */
    private static Verification lacking(SendingDomain before, Duration most, Duration again, Instant now) {
        Instant since = since(before, now);
        return since.plus(most).isAfter(now)
                ? new Verification(before.status(), since, now.plus(again))
                : new Verification(DomainStatus.FAILED, since, now.plus(DAILY));
    }

    private static Instant since(SendingDomain before, Instant now) {
        return before.lackingSince() == null ? now : before.lackingSince();
    }
}
