package lettermill.mailagent.vendor;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import lettermill.mailagent.transport.Outgoing;
import lettermill.mailagent.transport.Transport;
import lettermill.mailagent.vendor.Answer.Lost;
import lettermill.mailagent.vendor.Answer.NotAsked;
import lettermill.mailagent.vendor.Answer.Said;
import lettermill.wire.Outcome;
import lettermill.wire.Outcome.Deferred;
import lettermill.wire.Outcome.Unknown;
import lettermill.wire.ProviderSpec;
import lettermill.wire.ProviderStatus;
import lettermill.wire.ProviderStatus.State;
import lettermill.wire.Reply;

/** Sends through a vendor's HTTP API: several requests at once, and none while the vendor wants to be left in peace. */
public final class HttpTransport implements Transport {

    /**
     * How long we wait for a vendor.
     *
     * @param connect until the connection stands, TLS included
     * @param answer from then on until the answer is there; giving up makes letters unknown
     * @param probe for a probe as a whole
     * @param nap a pause that the vendor asks for is waited out in the wave when it is no longer than this
     */
    public record Limits(Duration connect, Duration answer, Duration probe, Duration nap) {
        public static final Limits USUAL = new Limits(
                Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(15), Duration.ofSeconds(2));
    }

    /** A request that came too early was not acted on, so it may be made again. */
    private static final int MOST_TRIES = 3;

    private static final Executor THREADS = task -> Thread.ofVirtual().start(task);

    private final Vendor vendor;
    private final HttpCaller caller;
    private final Limits limits;
    private final InstantSource clock;
    private final Semaphore connections;
    private final AtomicReference<Instant> notBefore = new AtomicReference<>(Instant.MIN);

    /** @param provider with its credentials */
    public HttpTransport(ProviderSpec.Vendor provider, Limits limits, InstantSource clock) {
        this(Vendors.of(provider, clock), provider.maxConnections(), limits, clock);
    }

    HttpTransport(Vendor vendor, int maxConnections, Limits limits, InstantSource clock) {
        this.vendor = vendor;
        this.caller = new HttpCaller(limits);
        this.limits = limits;
        this.clock = clock;
        this.connections = new Semaphore(maxConnections);
    }

    @Override
    public List<Outcome> send(List<Outgoing> letters) {
        Outcome[] outcomes = new Outcome[letters.size()];
        List<Integer> sendable = new ArrayList<>(letters.size());
        for (int i = 0; i < letters.size(); i++) {
            Outcome refusal = AsciiAddresses.refusal(letters.get(i).letter()).orElse(null);
            if (refusal == null) {
                sendable.add(i);
            } else {
                outcomes[i] = refusal;
            }
        }
        List<CompletableFuture<Void>> requests = new ArrayList<>();
        for (int from = 0; from < sendable.size(); from += vendor.lettersPerRequest()) {
            List<Integer> places = sendable.subList(from, Math.min(sendable.size(), from + vendor.lettersPerRequest()));
            requests.add(CompletableFuture.runAsync(() -> fill(outcomes, places, letters), THREADS));
        }
        requests.forEach(CompletableFuture::join);
        return List.of(outcomes);
    }

    private void fill(Outcome[] outcomes, List<Integer> places, List<Outgoing> letters) {
        List<Outgoing> together = places.stream().map(letters::get).toList();
        List<Outcome> answered = request(together);
        for (int i = 0; i < places.size(); i++) {
            outcomes[places.get(i)] = answered.get(i);
        }
    }

    private List<Outcome> request(List<Outgoing> letters) {
        connections.acquireUninterruptibly();
        try {
            List<Outcome> outcomes = List.of();
            for (int tries = 1; tries <= MOST_TRIES; tries++) {
                Duration pause = pauseLeft();
                if (pause.compareTo(limits.nap()) > 0) {
                    return inPeace(letters, pause);
                }
                LockSupport.parkNanos(pause.toNanos());
                Answer answer = caller.ask(vendor.handOver(letters), limits.answer());
                outcomes = outcomes(letters, answer);
                if (!(answer instanceof Said said && said.status() == Statuses.TOO_MANY_REQUESTS)) {
                    return outcomes;
                }
            }
            return outcomes;
        } finally {
            connections.release();
        }
    }

    private static List<Outcome> inPeace(List<Outgoing> letters, Duration pause) {
        Reply reply =
                Reply.local("4.3.2", "the provider asked to be left in peace for " + pause.toSeconds() + " s more");
        return each(letters, id -> new Deferred(id, reply, Deferred.Scope.PROVIDER, pause));
    }

    private Duration pauseLeft() {
        Instant until = Objects.requireNonNull(notBefore.get());
        Instant now = clock.instant();
        return until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO;
    }

    private List<Outcome> outcomes(List<Outgoing> letters, Answer answer) {
        return switch (answer) {
            case NotAsked(State state, String why) -> {
                Reply reply = Reply.local(state == State.TLS_FAILED ? "4.7.5" : "4.4.1", Words.printable(why));
                yield each(letters, id -> new Deferred(id, reply, Deferred.Scope.PROVIDER));
            }
            case Lost(String why) -> each(letters, id -> new Unknown(id, Words.printable(why)));
            case Said said -> {
                Instant now = clock.instant();
                Duration pause = Pause.askedFor(said, now).orElse(null);
                if (pause != null) {
                    notBefore.accumulateAndGet(now.plus(pause), (one, other) -> one.isAfter(other) ? one : other);
                }
                String words = vendor.explanation(said);
                yield Statuses.isAboutLetters(said.status())
                        ? vendor.outcomes(letters, said)
                        : each(letters, id -> Statuses.outcome(id, said, words, pause));
            }
        };
    }

    private static List<Outcome> each(List<Outgoing> letters, Function<Long, Outcome> outcome) {
        return letters.stream()
                .map(letter -> outcome.apply(letter.letter().messageId()))
                .toList();
    }

    @Override
    public ProviderStatus probe() {
        return switch (caller.ask(vendor.probe(), limits.probe())) {
            case NotAsked(State state, String why) -> new ProviderStatus(state, Words.printable(why), List.of());
            case Lost(String why) -> new ProviderStatus(State.UNREACHABLE, Words.printable(why), List.of());
            case Said said -> {
                String words = Statuses.reply(said, vendor.explanation(said)).toString();
                yield said.isSuccess()
                        ? vendor.ready(said)
                        : new ProviderStatus(Statuses.state(said.status()), words, List.of());
            }
        };
    }

    /** Cuts nothing off: requests under way end as they do, and connections when nothing uses them any more. */
    @Override
    public void close() {
        // The JDK's client ends with its last reference.
    }
}
