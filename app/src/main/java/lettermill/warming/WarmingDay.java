package lettermill.warming;

import java.time.LocalDate;
import java.util.UUID;
import lettermill.base.WorkspaceId;
import lettermill.ledger.outcome.Outcomes;

/**
 * A date of a plan.
 *
 * @param day of the schedule; the same on several dates while no mail leaves
 * @param target cap of mails on that date
 */
record WarmingDay(UUID plan, WorkspaceId workspace, int day, LocalDate date, int target, Outcomes outcomes) {

    WarmingDay with(Outcomes counted) {
        return new WarmingDay(plan, workspace, day, date, target, counted);
    }
}
