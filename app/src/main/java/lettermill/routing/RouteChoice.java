package lettermill.routing;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import lettermill.ledger.queue.Route;
import lettermill.provider.Breaker;
import lettermill.provider.Provider;
import lettermill.sender.ip.DedicatedIp;
import org.jspecify.annotations.Nullable;

/** What routing found. */
public sealed interface RouteChoice {

    /**
     * A way to go.
     *
     * @param ip the address it leaves from; null for whichever the machine takes
     * @param mailbox the caps at the mailbox provider that its letters go to
     * @param reason why this one, for a person
     */
    record Usable(
            Provider provider, Sender sender, @Nullable DedicatedIp ip, MailboxCaps mailbox, String reason)
            implements RouteChoice {
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
            return new Usable(known, sender, ip, mailbox, reason);
        }

        /** The same way, taken because another failed. */
        public Usable after(Fault fault) {
            return new Usable(provider, sender, ip, mailbox, reason + ", after " + fault.what());
        }
    }

    /**
     * Why a wave found nobody who would carry it on its way.
     *
     * @param kind whose fault it is
     * @param what happened, in short: "House failed"
     * @param severity of a provider's fault
     * @param wish how long the provider asked to be left in peace; zero if it did not
     * @param words of the server, or ours
     */
    record Fault(Kind kind, String what, Breaker.Severity severity, Duration wish, String words) {

        public enum Kind {
            PROVIDER,
            /** The machine cannot send from the way's address. */
            SOURCE
        }
    }

    /**
     * The day's caps at the mailbox provider that letters go to, beside those of all that is on their way.
     *
     * @param ofDomain the share in the warming of its domain; null for none
     * @param ofIp the share in the warming of the address it leaves from; null for none
     */
    record MailboxCaps(@Nullable UUID ofDomain, @Nullable UUID ofIp) {

        List<UUID> all() {
            return Stream.of(ofDomain, ofIp).filter(Objects::nonNull).toList();
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
