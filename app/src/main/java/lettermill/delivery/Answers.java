package lettermill.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import lettermill.ledger.queue.Settlement;
import lettermill.ledger.queue.Settlement.Failure;
import lettermill.provider.Breaker;
import lettermill.routing.RouteChoice;
import lettermill.routing.RouteChoice.Fault;
import lettermill.wire.Outcome;
import lettermill.wire.Reply;
import lettermill.wire.Source;
import org.jspecify.annotations.Nullable;

/** Reads a wave's outcomes: what each means for its message, and what they say together about where they went. */
final class Answers {

    private static final Duration PROVIDER_PAUSE = Duration.ofSeconds(30);
    private static final Duration SOURCE_PAUSE = Duration.ofSeconds(5);

    private final Mailing.Nature nature;
    private final Instant now;
    private final Set<String> throttled = new HashSet<>();
    private @Nullable String providerTrouble;
    private @Nullable String sourceTrouble;
    private Duration wish = Duration.ZERO;
    private boolean certain;
    private boolean heard;
    private @Nullable String lost;

    Answers(Mailing.Nature nature, Instant now) {
        this.nature = nature;
        this.now = now;
    }

    /** Whether an outcome tells about the way and nothing about the letter. */
    static boolean blamesWay(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Deferred deferred ->
                deferred.scope() == Outcome.Deferred.Scope.PROVIDER
                        || deferred.scope() == Outcome.Deferred.Scope.SOURCE;
            case Outcome.Refused refused -> refused.scope() == Outcome.Refused.Scope.PROVIDER;
            case Outcome.Accepted _, Outcome.Unknown _ -> false;
        };
    }

    Settlement read(Outcome outcome, Addressee to) {
        if (outcome instanceof Outcome.Unknown unknown) {
            lost = unknown.why();
        } else {
            heard = true;
        }
        return switch (outcome) {
            case Outcome.Accepted accepted -> new Settlement.Sent(to.message(), accepted.providerMessageId());
            case Outcome.Unknown unknown -> new Settlement.Unknown(to.message(), unknown.why());
            case Outcome.Deferred deferred -> deferred(deferred, to);
            case Outcome.Refused refused -> refused(refused, to);
        };
    }

    private Settlement deferred(Outcome.Deferred deferred, Addressee to) {
        return switch (deferred.scope()) {
            case RECIPIENT ->
                later(to, deferred.reply(), Backoff.after(to.claim().attempts() + 1));
            case DESTINATION_THROTTLE -> {
                throttled.add(to.destination());
                yield later(to, deferred.reply(), Backoff.after(to.claim().attempts() + 1));
            }
            case SOURCE -> {
                sourceTrouble = deferred.reply().text();
                yield later(
                        to, deferred.reply(), Backoff.afterTrouble(to.claim().attempts() + 1));
            }
            case PROVIDER -> {
                certain |= deferred.retryAfter() != null;
                yield afterTrouble(to, deferred.reply(), deferred.retryAfter());
            }
        };
    }

    private Settlement refused(Outcome.Refused refused, Addressee to) {
        Reply reply = refused.reply();
        return switch (refused.scope()) {
            case RECIPIENT -> failed(to, Failure.Kind.HARD_BOUNCE, reply);
            case MESSAGE -> failed(to, Failure.Kind.REFUSED, reply);
            case PROVIDER -> {
                // It says nothing about the letter: a person mends the sign-in, and the letter goes then.
                certain = true;
                yield afterTrouble(to, reply, null);
            }
        };
    }

    private Settlement afterTrouble(Addressee to, Reply reply, @Nullable Duration askedFor) {
        providerTrouble = reply.toString();
        Duration pause = askedFor == null ? Duration.ZERO : askedFor;
        wish = longer(wish, pause);
        return later(to, reply, longer(Backoff.afterTrouble(to.claim().attempts() + 1), pause));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private Settlement later(Addressee to, Reply reply, Duration pause) {
        boolean hopeless = !nature.waits() || Backoff.expired(to.claim().firstAttemptAt(), now);
        return hopeless
                ? failed(to, Failure.Kind.EXPIRED, reply)
                : new Settlement.Later(to.message(), now.plus(pause), reply.toString());
    }

    private static Settlement failed(Addressee to, Failure.Kind kind, Reply reply) {
        return new Settlement.Failed(to.message(), new Failure(kind, reply.enhanced(), reply.toString()));
    }

    /** Destinations that asked for less. */
    Set<String> throttled() {
        return throttled;
    }

    /** What is wrong with the way itself; null when nothing is. A wave of which no answer came back is the provider's fault, too. */
    RouteChoice.@Nullable Fault fault(String provider, @Nullable Source source) {
        if (sourceTrouble != null && source != null) {
            String what = source.address() + " could not be used";
            return new Fault(Fault.Kind.SOURCE, what, Breaker.Severity.PASSING, Duration.ZERO, sourceTrouble);
        }
        String trouble = providerTrouble == null && !heard ? lost : providerTrouble;
        Breaker.Severity severity = certain ? Breaker.Severity.CERTAIN : Breaker.Severity.PASSING;
        String what = provider + " failed";
        return trouble == null ? null : new Fault(Fault.Kind.PROVIDER, what, severity, wish, trouble);
    }

    /** How long a way in trouble is left in peace, by its provider's own wish where it has one; another address can be had at once. */
    Duration pause(Fault fault) {
        return fault.kind() == Fault.Kind.SOURCE ? SOURCE_PAUSE : longer(PROVIDER_PAUSE, wish);
    }
}
