package lettermill.warming;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.UUID;
import lettermill.base.WorkspaceId;
import lettermill.ledger.outcome.Origin;
import lettermill.sender.SendingDomain.WarmingStatus;
import lettermill.sender.share.ShareCaps;
import lettermill.sender.standing.WarmingState;
import lettermill.warming.schedule.WarmingSchedule;
import org.jspecify.annotations.Nullable;

/**
 * A domain or an address on its way through a schedule.
 *
 * @param curve which part of a day single mailbox providers get, until the warming is over
 * @param day of the schedule, from 1; past the schedule's last day there is no cap
 * @param date the date that this day stands for, in the workspace's time zone
 * @param resumedAt when a person last ended a pause of it
 */
record WarmingPlan(
        UUID id,
        WorkspaceId workspace,
        Origin origin,
        WarmingSchedule schedule,
        MailboxCurve curve,
        WarmingStatus status,
        int day,
        LocalDate date,
        Instant startedAt,
        @Nullable Instant completedAt,
        ZoneId zone,
        @Nullable Instant resumedAt) {

    WarmingState state() {
        return new WarmingState(workspace, origin.id(), status, schedule.id(), startedAt, day, schedule.volume(day));
    }

    ShareCaps shares() {
        Integer volume = schedule.volume(day);
        return new ShareCaps(
                workspace, origin, volume == null || status == WarmingStatus.COMPLETED ? Map.of() : curve.caps(volume));
    }
}
