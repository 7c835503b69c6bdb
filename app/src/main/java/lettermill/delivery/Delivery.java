package lettermill.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import lettermill.base.MessageId;
import lettermill.base.WorkspaceId;
import lettermill.ledger.queue.Claim;
import lettermill.ledger.queue.Claims;
import lettermill.routing.Reservation;
import lettermill.routing.RouteChoice;
import lettermill.routing.RoutePlan;
import lettermill.workspace.Workspace;
import org.springframework.stereotype.Service;

/** The one door. */
@Service
public class Delivery {

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
    public BatchReport deliver(Mailing mailing, Claims claims, Control control) throws InterruptedException {
        WorkspaceId workspace = mailing.workspace().id();
        // Of these nothing was said to any server.
        Set<MessageId> untouched =
                claims.messages().stream().map(Claim::message).collect(Collectors.toCollection(HashSet::new));
        Instant again = equipment.clock().instant();
        try {
            Admission.Result door = admission.admit(mailing, claims.messages());
            equipment.queue().settle(workspace, claims.id(), door.skipped());
            door.skipped().forEach(skipped -> untouched.remove(skipped.message()));
            BatchReport report = new BatchReport(0, door.skipped().size(), 0, null);
            List<Addressee> people = door.admitted();
            if (people.isEmpty()) {
                return report;
            }
            return switch (plan(mailing, people)) {
                case RoutePlan.Blocked blocked -> {
                    again = blocked.again();
                    yield report.and(new BatchReport(0, 0, people.size(), blocked.wrong()));
                }
                case RoutePlan.Shares plan -> {
                    yield report.and(deliver(plan, mailing.workspace(), (share, reserved) -> {
                        List<Addressee> ours =
                                share.places().stream().map(people::get).toList();
                        ours.forEach(person -> untouched.remove(person.message()));
                        return new Batch(equipment, mailing, claims.id(), share, reserved, control, ours);
                    }));
                }
            };
        } finally {
            giveBack(workspace, claims.id(), untouched, again, control);
        }
    }

    /** Part by part; what was reserved for those that are not reached any more goes back. */
    private BatchReport deliver(
            RoutePlan.Shares plan, Workspace workspace, BiFunction<RoutePlan.Share, Reservation, Batch> batches)
            throws InterruptedException {
        List<Reservation> reserved = equipment.routing().reserve(workspace, plan);
        List<BatchReport> reports = new ArrayList<>();
        int begun = 0;
        try {
            for (RoutePlan.Share share : plan.shares()) {
                reports.add(batches.apply(share, reserved.get(begun++)).run());
            }
        } finally {
            for (int rest = begun; rest < reserved.size(); rest++) {
                RouteChoice.Usable way = plan.shares().get(rest).ways().getFirst();
                equipment.routing().giveBack(workspace.id(), way, reserved.get(rest));
            }
        }
        return BatchReport.ofShares(reports);
    }

    /** Seeded by the first message: who repeats a batch gets the same plan. */
    private RoutePlan plan(Mailing mailing, List<Addressee> people) {
        long seed = people.getFirst().message().value();
        List<String> destinations = people.stream().map(Addressee::destination).toList();
        return equipment.routing().plan(mailing.workspace(), mailing.wish(), destinations, seed);
    }

    /** While this process lives nobody else takes its claims from it, so it does not give up on giving them back. */
    private void giveBack(WorkspaceId workspace, UUID claim, Set<MessageId> messages, Instant again, Control control)
            throws InterruptedException {
        Persistence.untilDone(
                () -> {
                    equipment.queue().release(workspace, claim, messages, again);
                    equipment.queue().close(claim);
                    return messages;
                },
                () -> !control.stopping().getAsBoolean());
    }
}
