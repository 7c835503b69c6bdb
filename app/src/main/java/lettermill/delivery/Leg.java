package lettermill.delivery;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import lettermill.provider.Breaker;
import lettermill.provider.Provider;
import lettermill.provider.SendRate;
import lettermill.routing.Reservation;
import lettermill.routing.RouteChoice;
import lettermill.routing.Routing;
import lettermill.wire.Source;
import lettermill.workspace.Workspace;
import org.jspecify.annotations.Nullable;

/** A batch on one of its ways: what it may spend there, and which destinations want to be left in peace. */
final class Leg {

    /** What is really in flight at once: after a crash at most so many of a lane are unknown. */
    private static final int WAVE = 64;

    private final Equipment equipment;
    private final Workspace workspace;
    private final Map<String, Instant> throttled;
    private RouteChoice.Usable way;
    private Reservation reservation;
    private int unspent;

    private Leg(Equipment equipment, Workspace workspace, RouteChoice.Usable way, Reservation reservation) {
        this.equipment = equipment;
        this.workspace = workspace;
        this.way = way;
        this.throttled = equipment
                .throttles()
                .active(workspace.id(), provider().id(), equipment.clock().instant());
        this.reservation = reservation;
        this.unspent = reservation.granted();
    }

    /**
     * Sets out on a way, unless its provider may not be used now.
     *
     * @param reserved what was reserved for it before; null to reserve now
     */
    static Optional<Leg> open(
            Equipment equipment,
            Workspace workspace,
            RouteChoice.Usable way,
            int wanted,
            @Nullable Reservation reserved) {
        Routing routing = equipment.routing();
        Optional<RouteChoice.Usable> admitted = routing.admit(way);
        if (admitted.isEmpty() && reserved != null) {
            routing.giveBack(workspace.id(), way, reserved);
        }
        return admitted.map(open -> new Leg(
                equipment, workspace, open, reserved == null ? routing.reserve(workspace, open, wanted) : reserved));
    }

    RouteChoice.Usable way() {
        return way;
    }

    /** The address that waves leave from; null for whichever the machine takes. */
    @Nullable
    Source source() {
        return way.ip() == null ? null : way.ip().source();
    }

    Provider provider() {
        return way.provider();
    }

    /** How many letters may leave now; what was reserved for a day that has passed counts for nothing. */
    int room(int wanted) {
        if (!equipment.routing().today(workspace).equals(reservation.day())) {
            reservation = equipment.routing().reserve(workspace, way, wanted);
            unspent = reservation.granted();
        }
        return unspent;
    }

    /** How many letters the next wave may have: one while nobody knows whether the provider is back. */
    int wave() {
        int most = provider().breaker().state() == Breaker.State.CLOSED
                ? provider().rate().map(SendRate::wave).orElse(WAVE)
                : 1;
        return Math.min(most, unspent);
    }

    /** Until when a destination is left in peace; null when it is not. */
    @Nullable
    Instant throttledUntil(String destination) {
        return throttled.get(destination);
    }

    void slowDown(String destination, Instant now) {
        throttled.put(
                destination,
                equipment.throttles().slowDown(workspace.id(), provider().id(), destination, now));
    }

    void spend(int letters) {
        unspent -= letters;
    }

    /** The provider has answered, whatever it said of the letters. */
    void answered() {
        way = equipment.routing().answered(way);
    }

    /** Gives back what was not spent. */
    void close() {
        equipment.routing().giveBack(workspace.id(), way, new Reservation(unspent, reservation.day()));
        unspent = 0;
    }
}
