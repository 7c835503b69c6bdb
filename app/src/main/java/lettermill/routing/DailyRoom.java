package lettermill.routing;

import java.time.Instant;
import java.time.LocalDate;
import lettermill.workspace.Workspace;
import org.jspecify.annotations.Nullable;

/** What a day's cap leaves, where a day is a date of the workspace's time zone, however many hours it has. */
final class DailyRoom {

    private DailyRoom() {}

    /**
     * How many mails may still leave on a date; {@link Integer#MAX_VALUE} for no cap.
     *
     * @param used how many left on {@code usedOn}; another date starts anew
     */
    static int left(@Nullable Integer cap, int used, @Nullable LocalDate usedOn, LocalDate day) {
        if (cap == null) {
            return Integer.MAX_VALUE;
        }
        return usedOn == null || usedOn.isBefore(day) ? cap : Math.max(0, cap - used);
    }

    /** The present date where the workspace is. */
    static LocalDate today(Workspace workspace, Instant now) {
        return LocalDate.ofInstant(now, workspace.timezone());
    }

    /** When the next date starts there. */
    static Instant nextDay(Workspace workspace, Instant now) {
        return today(workspace, now)
                .plusDays(1)
                .atStartOfDay(workspace.timezone())
                .toInstant();
    }
}
