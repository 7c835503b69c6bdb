package lettermill.routing;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which ways the letters of a batch take. */
public sealed interface RoutePlan {

    /** The parts of the batch, each with its own way; together all of it. */
    record Shares(List<Share> shares) implements RoutePlan {
        public Shares {
            shares = List.copyOf(shares);
        }
    }

    /**
     * The letters that take the same way.
     *
     * @param ways the chosen one first, then those to take when a provider fails; at most four
     * @param places of the letters in the batch, from 0 on
     * @param whenFull when to plan anew for letters that find no room on these ways
     */
    record Share(List<RouteChoice.Usable> ways, List<Integer> places, Instant whenFull) {
        public Share {
            ways = List.copyOf(ways);
            places = List.copyOf(places);
        }

        /** Why letters find no room, for a person; null where only mail to their mailbox provider finds none, and others may go on. */
        public @Nullable String full() {
            return ways.getFirst().mailbox().all().isEmpty() ? "today's cap is used up" : null;
        }
    }

    /**
     * Nothing can leave now.
     *
     * @param wrong why not, for a person
     * @param again when to ask anew
     */
    record Blocked(String wrong, Instant again) implements RoutePlan {}
}
