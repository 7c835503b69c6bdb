package lettermill.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import lettermill.base.MessageId;
import lettermill.base.WorkspaceId;
import lettermill.ledger.queue.Claim;
import lettermill.routing.RouteChoice;
import org.springframework.stereotype.Service;

/** The one door. */
@Service
public class Delivery {

    private static final Duration NO_ROUTE_PAUSE = Duration.ofSeconds(30);

    private final Equipment equipment;
    private final Admission admission;

    Delivery(Equipment equipment, Admission admission) {
        this.equipment = equipment;
        this.admission = admission;
    }

    /**
     * Sends a batch of messages claimed by this process: asks the audience again, chooses a route, reserves its caps, and
     * hands over wave by wave. When it returns or throws, each message has an end, waits for its next attempt, or is listed as
     * unknown.
     */
    public BatchReport deliver(Mailing mailing, List<Claim> claims, Control control) throws InterruptedException {
        WorkspaceId workspace = mailing.workspace().id();
        boolean handedOn = false;
        try {
            Admission.Result door = admission.admit(mailing, claims);
            equipment.queue().settle(workspace, door.skipped());
            if (door.admitted().isEmpty()) {
                return new BatchReport(0, door.skipped().size(), 0, null);
            }
            RouteChoice choice = equipment.routing().choose(workspace, mailing.wish());
            if (choice instanceof RouteChoice.Blocked blocked) {
                release(workspace, claims, NO_ROUTE_PAUSE, control);
                return new BatchReport(0, door.skipped().size(), door.admitted().size(), blocked.wrong());
            }
            Batch batch = new Batch(equipment, mailing, (RouteChoice.Usable) choice, control, door.admitted());
            handedOn = true;
            BatchReport report = batch.run();
            return new BatchReport(report.handed(), door.skipped().size(), report.released(), report.stopped());
        } finally {
            if (!handedOn) {
                // Nothing was said to any server; what was settled meanwhile is no longer claimed and stays.
                release(workspace, claims, Duration.ZERO, control);
            }
        }
    }

    /** While this process lives nobody else takes its claims from it, so it does not give up on giving them back. */
    private void release(WorkspaceId workspace, List<Claim> claims, Duration pause, Control control)
            throws InterruptedException {
        Instant again = equipment.clock().instant().plus(pause);
        List<MessageId> messages = claims.stream().map(Claim::message).toList();
        Persistence.untilDone(
                () -> {
                    equipment.queue().release(workspace, messages, again);
                    return messages;
                },
                () -> !control.stopping().getAsBoolean());
    }
}
