package lettermill.webhook.intake;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import lettermill.base.Problem;
import lettermill.base.WorkspaceId;
import lettermill.health.DatabaseTrouble;
import lettermill.provider.ProviderType;
import lettermill.webhook.Callback;
import lettermill.webhook.Reading;
import lettermill.webhook.VendorEvent;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps callbacks as they came and records what they say. Those of a workspace that come while others of it are being recorded
 * share the next transaction: most of what a callback costs is asked for once by all of them, and nobody waits for a
 * campaign's figures, which every transaction has to change.
 */
@Service
class CallbackRecorder {

    /** Of one transaction. */
    private static final int MOST_CALLBACKS = 64;
    /** Of one transaction, unless a single callback has more. */
    private static final int MOST_EVENTS = 2_000;

    /**
     * A callback that proved genuine, and what it says.
     *
     * @param once what may be accepted once only; null for none
     */
    record Taken(
            WorkspaceId workspace,
            UUID provider,
            ProviderType vendor,
            Callback callback,
            Reading reading,
            @Nullable String once) {}

    /**
     * A callback whose sender waits.
     *
     * @param answer true once it is committed; false when it was accepted before and may be accepted once only
     */
    private record Waiting(Taken taken, CompletableFuture<Boolean> answer) {}

    private final EventLogs logs;
    private final UnmatchedEvents unmatched;
    private final UsedTokens tokens;
    private final Facts facts;
    private final TransactionTemplate transaction;
    private final Clock clock;

    /**
     * The system's own threads: a virtual one would wait for a turn after each statement, behind all the callbacks that are
     * being verified, while it holds what others wait for.
     */
    private final Executor threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().name("callbacks-", 1).daemon().factory());

    /** A workspace is in it while a thread records its callbacks; those here are not yet taken up. */
    private final Map<WorkspaceId, Deque<Waiting>> waiting = new HashMap<>();

    CallbackRecorder(
            EventLogs logs,
            UnmatchedEvents unmatched,
            UsedTokens tokens,
            Facts facts,
            TransactionTemplate transaction,
            Clock clock) {
        this.logs = logs;
        this.unmatched = unmatched;
        this.tokens = tokens;
        this.facts = facts;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Records a callback. It is committed when this returns.
     *
     * @throws Problem.Unauthenticated when it may be accepted once only and was accepted before
     */
    void record(Taken taken) {
        Waiting own = new Waiting(taken, new CompletableFuture<>());
        if (first(own)) {
            threads.execute(() -> recordAll(taken.workspace()));
        }
        if (!committed(own)) {
            throw new Problem.Unauthenticated("The callback's token was used before.");
        }
    }

    private static boolean committed(Waiting own) {
        try {
            return own.answer().join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failed;
        }
    }

    /** Whether nobody records the workspace's callbacks at present. */
    private boolean first(Waiting own) {
        synchronized (waiting) {
            Deque<Waiting> others = waiting.get(own.taken().workspace());
            Deque<Waiting> all = others == null ? new ArrayDeque<>() : others;
            all.add(own);
            return others == null && waiting.put(own.taken().workspace(), all) == null;
        }
    }

    private void recordAll(WorkspaceId workspace) {
        for (List<Waiting> group = next(workspace); !group.isEmpty(); group = next(workspace)) {
            record(workspace, group);
        }
    }

    /** Those that waited longest; where none waits, the workspace is nobody's again. */
    private List<Waiting> next(WorkspaceId workspace) {
        synchronized (waiting) {
            Deque<Waiting> all = waiting.getOrDefault(workspace, new ArrayDeque<>());
            List<Waiting> group = new ArrayList<>();
            int events = 0;
            while (!all.isEmpty() && group.size() < MOST_CALLBACKS) {
                events += all.element().taken().reading().events().size();
                if (!group.isEmpty() && events > MOST_EVENTS) {
                    break;
                }
                group.add(all.remove());
            }
            if (group.isEmpty()) {
                waiting.remove(workspace);
            }
            return group;
        }
    }

    /** All or none, and each by itself where one of them may be what fails. */
    private void record(WorkspaceId workspace, List<Waiting> group) {
        List<Taken> callbacks = group.stream().map(Waiting::taken).toList();
        // A task, since whatever goes wrong has to reach those who wait.
        FutureTask<Set<Taken>> attempt =
                new FutureTask<>(() -> transaction.execute(status -> write(workspace, callbacks)));
        attempt.run();
        if (attempt.state() == Future.State.SUCCESS) {
            Set<Taken> accepted = attempt.resultNow();
            group.forEach(each -> each.answer().complete(accepted.contains(each.taken())));
        } else if (group.size() == 1
                || DatabaseTrouble.of(attempt.exceptionNow()).isPresent()) {
            group.forEach(each -> each.answer().completeExceptionally(attempt.exceptionNow()));
        } else {
            group.forEach(each -> record(workspace, List.of(each)));
        }
    }

    /** The callbacks that are accepted. */
    private Set<Taken> write(WorkspaceId workspace, List<Taken> callbacks) {
        Instant now = clock.instant();
        List<Taken> accepted = tokens.accept(workspace, callbacks, now);
        List<Long> ids = logs.insert(accepted, now);
        List<VendorEvent> events = accepted.stream()
                .flatMap(each -> each.reading().events().stream())
                .toList();
        Set<VendorEvent> strangers = identities();
        strangers.addAll(facts.record(workspace, events).unmatched());
        for (int i = 0; i < accepted.size() && !strangers.isEmpty(); i++) {
            Taken each = accepted.get(i);
            List<VendorEvent> own =
                    each.reading().events().stream().filter(strangers::contains).toList();
            if (!own.isEmpty()) {
                unmatched.insert(workspace, each.provider(), ids.get(i), own, now);
            }
        }
        Set<Taken> all = identities();
        all.addAll(accepted);
        return all;
    }

    private static <T> Set<T> identities() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }
}
