package lettermill.mailagent.transport;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import lettermill.mailagent.transport.SmtpSettings.TimeLimits;
import lettermill.wire.Outcome;
import lettermill.wire.Outcome.Deferred;
import lettermill.wire.Outcome.Refused;
import lettermill.wire.Reply;
import org.jspecify.annotations.Nullable;

/**
 * One wave over SMTP: the calling thread drives two connections in turn, so that it composes and signs for one while the server
 * works on the other. A letter whose connection broke before its content was sent goes once more, over another connection.
 */
final class SmtpWave {
    private static final int CONNECTIONS = 2;
    private static final int MOST_TRIES = 2;
    private static final int MOST_FAILURES = 2;

    private final ConnectionPool pool;
    private final TimeLimits limits;
    private final List<Outgoing> letters;
    private final @Nullable Outcome[] outcomes;
    private final int[] failedTries;
    private final Deque<Integer> waiting;
    private int failures;

    SmtpWave(ConnectionPool pool, TimeLimits limits, List<Outgoing> letters) {
        this.pool = pool;
        this.limits = limits;
        this.letters = letters;
        this.outcomes = new Outcome[letters.size()];
        this.failedTries = new int[letters.size()];
        this.waiting = new ArrayDeque<>(letters.size());
        for (int i = 0; i < letters.size(); i++) {
            waiting.add(i);
        }
    }

    List<Outcome> run() {
        List<Conversation> conversations = new ArrayList<>(CONNECTIONS);
        try {
            while (!waiting.isEmpty()) {
                connect(conversations);
                while (!conversations.isEmpty()) {
                    advance(conversations);
                }
            }
        } finally {
            conversations.forEach(c -> pool.discard(c.connection()));
        }
        return Arrays.stream(outcomes).map(Objects::requireNonNull).toList();
    }

    /** The first connection is waited for; a second is welcome when it is free and there is something for it to do. */
    private void connect(List<Conversation> conversations) {
        try {
            conversations.add(new Conversation(pool.acquire(), this, limits));
        } catch (ConnectFailure failure) {
            for (int index = next(); index >= 0; index = next()) {
                record(index, failure.outcome(letters.get(index).letter().messageId()));
            }
            return;
        }
        try {
            while (conversations.size() < Math.min(CONNECTIONS, waiting.size())) {
                SmtpConnection another = pool.tryAcquire();
                if (another == null) {
                    return;
                }
                conversations.add(new Conversation(another, this, limits));
            }
        } catch (ConnectFailure tooMany) {
            // The first one does it alone; many servers limit the connections of a client.
        }
    }

    private void advance(List<Conversation> conversations) {
        for (Iterator<Conversation> turn = conversations.iterator(); turn.hasNext(); ) {
            Conversation conversation = turn.next();
            try {
                if (!conversation.step()) {
                    turn.remove();
                    pool.release(conversation.connection());
                }
            } catch (IOException broken) {
                turn.remove();
                pool.discard(conversation.connection());
                conversation.abandon(broken);
            }
        }
    }

    /** The index of the next letter to send, -1 when there is none left. */
    int next() {
        Integer index = waiting.poll();
        return index == null ? -1 : index;
    }

    Outgoing letter(int index) {
        return letters.get(index);
    }

    void record(int index, Outcome outcome) {
        outcomes[index] = outcome;
    }

    void refuse(int index, String enhanced, String why) {
        record(
                index,
                new Refused(
                        letters.get(index).letter().messageId(), Reply.local(enhanced, why), Refused.Scope.MESSAGE));
    }

    /** Puts a letter back that nothing was said about yet. */
    void giveBack(int index) {
        waiting.addFirst(index);
    }

    /** Puts a letter back whose connection broke, or gives it up if that happened before. */
    void giveBackFailed(int index, Reply why, boolean blameless) {
        if (!blameless && ++failedTries[index] >= MOST_TRIES) {
            record(index, deferred(index, why));
        } else {
            giveBack(index);
        }
    }

    /** A new connection broke before any letter got through; when that repeats, the rest of the wave waits for better times. */
    void countFailure(Reply why) {
        if (++failures >= MOST_FAILURES) {
            for (int index = next(); index >= 0; index = next()) {
                record(index, deferred(index, why));
            }
        }
    }

    private Outcome deferred(int index, Reply why) {
        long messageId = letters.get(index).letter().messageId();
        return why.code() == 0
                ? new Deferred(messageId, why, Deferred.Scope.PROVIDER)
                : Replies.classify(messageId, why);
    }
}
