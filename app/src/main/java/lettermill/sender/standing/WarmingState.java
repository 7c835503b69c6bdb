package lettermill.sender.standing;

import java.time.Instant;
import java.util.UUID;
import lettermill.base.WorkspaceId;
import lettermill.sender.SendingDomain.WarmingStatus;
import org.jspecify.annotations.Nullable;

/**
 * Where the warming of a domain or an address is.
 *
 * @param subject the domain's or the address's id
 * @param day of the schedule, from 1
 * @param limit cap of mails on this day; null for none any more
 */
public record WarmingState(
        WorkspaceId workspace,
        UUID subject,
        WarmingStatus status,
        UUID scheduleId,
        Instant startedAt,
        int day,
        @Nullable Integer limit) {}
