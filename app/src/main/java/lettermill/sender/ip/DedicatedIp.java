package lettermill.sender.ip;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import lettermill.base.WorkspaceId;
import lettermill.sender.RecordState;
import lettermill.sender.SendingDomain.Pause;
import lettermill.sender.SendingDomain.WarmingStatus;
import lettermill.wire.Source;
import org.jspecify.annotations.Nullable;

/**
 * An address of this installation's machines that one workspace's mail leaves from.
 *
 * @param ipAddress in digits
 * @param hostname what it greets by; its PTR record has to say so, and the name has to lead back
 * @param fault why the machine that sends cannot send from it; null where it can, or nobody has tried
 * @param pointer the PTR record, as it should be and as it was found at {@code checkedAt}
 * @param nextCheckAt when its name is looked at again; null until somebody asks for the first time
 * @param lackingSince since when its name is missing or wrong; null when it is neither
 * @param configuredLimit cap of mails a day by a person's word; null for none
 * @param dailyLimit cap of mails a day that holds, the lower one of a person's and the warming's; null for none
 * @param dailySent sends of {@code dailyDate}, a date in the workspace's time zone
 * @param warmingDay of the schedule, from 1; null before the warming starts
 * @param pause why no mail leaves from it; null while it is not paused
 * @param resumedAt when a person last ended a pause; mail that left before is not held against it
 */
public record DedicatedIp(
        UUID id,
        WorkspaceId workspaceId,
        String ipAddress,
        String hostname,
        Status status,
        RecordState pointer,
        @Nullable Instant checkedAt,
        @Nullable Instant nextCheckAt,
        @Nullable Instant lackingSince,
        @Nullable Fault fault,
        @Nullable Integer configuredLimit,
        @Nullable Integer dailyLimit,
        int dailySent,
        @Nullable LocalDate dailyDate,
        WarmingStatus warmingStatus,
        @Nullable UUID warmingScheduleId,
        @Nullable Instant warmingStartedAt,
        @Nullable Integer warmingDay,
        @Nullable Pause pause,
        @Nullable Instant resumedAt,
        Instant createdAt,
        Instant updatedAt) {

    /** What its name is known to be worth. */
    public enum Status {
        /** Nobody has looked yet, or DNS has not answered. */
        PENDING,
        /** Its PTR record says its hostname, and the hostname leads back. */
        VERIFIED,
        /** One of the two is not so: mailbox providers refuse or distrust mail from it. */
        FAILED,
        /** Its name is right, but the machine that sends has no such address. It is tried again now and then. */
        UNBINDABLE;

        /** Whether DNS confirms it. */
        boolean known() {
            return this == VERIFIED || this == UNBINDABLE;
        }
    }

    /**
     * Why the machine cannot send from it.
     *
     * @param retryAt when that is tried again, with a wave
     */
    public record Fault(String reason, Instant retryAt) {}

    /** Whether mail may leave from it now, as far as DNS and the machine are concerned. */
    public boolean usable(Instant now) {
        return status == Status.VERIFIED
                || (status == Status.UNBINDABLE && (fault == null || !now.isBefore(fault.retryAt())));
    }

    /** What a wave from it is to be told. */
    public Source source() {
        return new Source(ipAddress, hostname);
    }
}
