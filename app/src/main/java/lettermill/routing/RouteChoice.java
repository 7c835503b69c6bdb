package lettermill.routing;

import lettermill.ledger.queue.Route;
import lettermill.provider.Provider;
import lettermill.sender.ip.DedicatedIp;
import org.jspecify.annotations.Nullable;

/** What routing found. */
public sealed interface RouteChoice {

    /**
     * A way to go.
     *
     * @param ip the address it leaves from; null for whichever the machine takes
     * @param reason why this one, for a person
     */
    record Usable(
            Provider provider, Sender sender, @Nullable DedicatedIp ip, String reason) implements RouteChoice {
        public Route route() {
            return new Route(
                    provider.id(),
                    sender.domain() == null ? null : sender.domain().id(),
                    sender.identityId(),
                    ip == null ? null : ip.id(),
                    reason);
        }

        /** The same way, with its provider as it is known now. */
        public Usable through(Provider known) {
            return new Usable(known, sender, ip, reason);
        }

        /** The same way, taken because another failed. */
        public Usable insteadOf(Usable other) {
            return new Usable(
                    provider, sender, ip, reason + ", after " + other.provider().name() + " failed");
        }
    }

    /**
     * There is none.
     *
     * @param wrong why not, for a person
     * @param right what would help
     */
    record Blocked(String wrong, String right) implements RouteChoice {}
}
