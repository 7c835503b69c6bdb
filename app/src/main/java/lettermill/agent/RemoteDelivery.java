package lettermill.agent;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import lettermill.agent.AgentLine.Answered;
import lettermill.agent.AgentLine.Call;
import lettermill.agent.AgentLine.Lost;
import lettermill.agent.AgentLine.NotSent;
import lettermill.wire.Letter;
import lettermill.wire.Outcome;
import lettermill.wire.Outcome.Deferred;
import lettermill.wire.Outcome.Unknown;
import lettermill.wire.Reply;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * One wave on its way to a MailAgent elsewhere. When the answer is lost, the same wave is sent again to the same process, which
 * repeats the outcomes of the first time and mails nothing twice. Another process knows nothing of the first time, so it
 * refuses a wave that was meant for one before it; then, or after too long, the letters are unknown.
 */
final class RemoteDelivery {

    /** Longer than a mail server may think about a letter (RFC 5321 section 4.5.3.2.6). */
    private static final Duration ANSWER = Duration.ofMinutes(15);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final int OK = 200;
    private static final int ANOTHER = 409;
    private static final int FAULT = 500;

    private final AgentLine line;
    private final JsonMapper json;
    private final List<Letter> letters;
    private final byte[] request;
    private final Duration patience;
    private boolean perhapsHeard;
    private String why = "";

    RemoteDelivery(AgentLine line, JsonMapper json, List<Letter> letters, byte[] request, Duration patience) {
        this.line = line;
        this.json = json;
        this.letters = letters;
        this.request = request;
        this.patience = patience;
    }

    /**
     * Asks until there is an answer.
     *
     * @param known the process that answered last; null for none yet
     * @param met is told of the process that answers
     */
    List<Outcome> run(@Nullable UUID known, java.util.function.Consumer<UUID> met) {
        UUID instance = known;
        long end = System.nanoTime() + patience.toNanos();
        for (Duration pause = FIRST_PAUSE; ; pause = longer(pause)) {
            Call call = line.call("deliver", request, instance, ANSWER);
            if (call instanceof Answered answer && answer.status() == OK) {
                List<Outcome> outcomes = read(answer);
                if (outcomes != null) {
                    return outcomes;
                }
            } else if (call instanceof Answered answer && answer.status() == ANOTHER && answer.instance() != null) {
                if (perhapsHeard) {
                    return unknown("MailAgent was started anew before it answered");
                }
                instance = answer.instance();
                met.accept(instance);
            } else {
                note(call);
                if (!perhapsHeard) {
                    return each(id -> new Deferred(id, Reply.local("4.4.1", why), Deferred.Scope.PROVIDER));
                }
            }
            if (System.nanoTime() > end || !slept(pause)) {
                return unknown(why.isEmpty() ? "MailAgent answers as others again and again" : why);
            }
        }
    }

    /** After a fault of its own MailAgent remembers what it had handed over, as after an answer that was lost. */
    private void note(Call call) {
        switch (call) {
            case Answered refused -> {
                why = "MailAgent answered with " + refused.status();
                perhapsHeard |= refused.status() >= FAULT;
            }
            case NotSent away -> why = "MailAgent is away: " + away.why();
            case Lost lost -> {
                why = "MailAgent's answer was lost: " + lost.why();
                perhapsHeard = true;
            }
        }
    }

    private @Nullable List<Outcome> read(Answered answer) {
        try {
            List<Outcome> outcomes =
                    json.readValue(answer.body(), WireJson.Delivered.class).outcomes();
            if (outcomes.size() == letters.size()) {
                return outcomes;
            }
            why = "MailAgent answered for " + outcomes.size() + " of " + letters.size() + " letters";
        } catch (JacksonException unreadable) {
            why = "MailAgent's answer cannot be read";
        }
        perhapsHeard = true;
        return null;
    }

    private List<Outcome> unknown(String because) {
        return each(id -> new Unknown(id, because));
    }

    private List<Outcome> each(Function<Long, Outcome> outcome) {
        return letters.stream().map(letter -> outcome.apply(letter.messageId())).toList();
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }

    /** False when told to end meanwhile. */
    private static boolean slept(Duration pause) {
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
