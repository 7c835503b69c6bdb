package lettermill.sender.ip;

import java.time.Duration;
import java.time.Instant;
import lettermill.sender.RecordVerdict;
import lettermill.sender.ip.DedicatedIp.Status;
import org.jspecify.annotations.Nullable;

/**
 * Where a look at its name leaves an address. By the clock a name has to be wrong for an hour, at two looks at least; whoever asks
 * is told at once. DNS that does not answer changes nothing.
 *
 * @param lackingSince since when its name is missing or wrong; null when it is right
 * @param nextCheck when to look again
 */
record IpVerification(Status status, @Nullable Instant lackingSince, Instant nextCheck) {

    /** How long a name that was right may be wrong. */
    static final Duration GRACE = Duration.ofHours(1);

    private static final Duration DAILY = Duration.ofDays(1);

    enum Occasion {
        ASKED,
        ROUTINE
    }

    static IpVerification after(DedicatedIp before, RecordVerdict verdict, Occasion occasion, Instant now) {
        return switch (verdict) {
            case OK -> new IpVerification(right(before, occasion), null, now.plus(DAILY));
            case UNCHECKED, UNKNOWN -> new IpVerification(before.status(), before.lackingSince(), now.plus(GRACE));
            case MISSING, WRONG -> {
                Instant since = before.lackingSince() == null ? now : before.lackingSince();
                boolean borne = before.status().known()
                        && occasion == Occasion.ROUTINE
                        && since.plus(GRACE).isAfter(now);
                yield borne
                        ? new IpVerification(before.status(), since, now.plus(GRACE))
                        : new IpVerification(Status.FAILED, since, now.plus(DAILY));
            }
        };
    }

    /** DNS cannot know whether the machine has the address; a person who asks means that it has. */
    private static Status right(DedicatedIp before, Occasion occasion) {
        return before.status() == Status.UNBINDABLE && occasion == Occasion.ROUTINE
                ? Status.UNBINDABLE
                : Status.VERIFIED;
    }
}
