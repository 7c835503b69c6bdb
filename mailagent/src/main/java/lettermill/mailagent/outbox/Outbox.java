package lettermill.mailagent.outbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import lettermill.wire.Letter;
import lettermill.wire.Outcome;
import lettermill.wire.Outcome.Accepted;
import lettermill.wire.Outcome.Unknown;

/**
 * Remembers the letters that a provider has, or may have: the last {@value #REMEMBERED} of them, far more than can be in flight.
 * A letter that comes again with the same attempt gets its outcome of that time; one that was deferred or refused has not left,
 * and goes out again. Safe for use by several threads.
 */
public final class Outbox {
    static final int REMEMBERED = 20_000;

    private record Attempt(long messageId, int number) {}

    private final Map<Attempt, CompletableFuture<Outcome>> handed = new LinkedHashMap<>();

    /**
     * Sends those letters that are not on their way or gone already.
     *
     * @param send answers an outcome for each letter, in their order; if it throws, its letters are taken for unknown
     * @return an outcome for each letter, in their order
     */
    public List<Outcome> once(List<Letter> letters, Function<List<Letter>, List<Outcome>> send) {
        Map<Attempt, CompletableFuture<Outcome>> mine = new HashMap<>();
        List<CompletableFuture<Outcome>> all = new ArrayList<>(letters.size());
        List<Letter> fresh = new ArrayList<>(letters.size());
        synchronized (handed) {
            for (Letter letter : letters) {
                Attempt attempt = new Attempt(letter.messageId(), letter.attempt());
                CompletableFuture<Outcome> outcome = handed.get(attempt);
                if (outcome == null) {
                    outcome = new CompletableFuture<>();
                    handed.put(attempt, outcome);
                    mine.put(attempt, outcome);
                    fresh.add(letter);
                }
                all.add(outcome);
            }
        }
        sendFresh(fresh, send, mine);
        return all.stream().map(CompletableFuture::join).toList();
    }

    private void sendFresh(
            List<Letter> fresh,
            Function<List<Letter>, List<Outcome>> send,
            Map<Attempt, CompletableFuture<Outcome>> mine) {
        List<Outcome> outcomes = List.of();
        try {
            outcomes = fresh.isEmpty() ? List.of() : send.apply(fresh);
        } finally {
            synchronized (handed) {
                for (int i = 0; i < fresh.size(); i++) {
                    Letter letter = fresh.get(i);
                    Attempt attempt = new Attempt(letter.messageId(), letter.attempt());
                    Outcome outcome = i < outcomes.size()
                            ? outcomes.get(i)
                            : new Unknown(letter.messageId(), "sending ended with a fault of ours");
                    if (!(outcome instanceof Accepted || outcome instanceof Unknown)) {
                        handed.remove(attempt);
                    }
                    mine.getOrDefault(attempt, new CompletableFuture<>()).complete(outcome);
                }
                forgetOldest();
            }
        }
    }

    /** What is still on its way is never the oldest of so many. */
    private void forgetOldest() {
        var oldest = handed.values().iterator();
        for (int excess = handed.size() - REMEMBERED; excess > 0 && oldest.hasNext(); excess--) {
            if (oldest.next().isDone()) {
                oldest.remove();
            }
        }
    }
}
