package lettermill.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import lettermill.base.MessageId;
import lettermill.base.WorkspaceId;
import org.jspecify.annotations.Nullable;

/** All that happens to one message, in no order. */
record History(MessageId message, Start start, List<Step> steps) {

    static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final String[] WORDS = {"no such user", "mailbox is full", "never again", "not here", "no"};

    /** How the message stands before. */
    enum Start {
        HANDED,
        SENT,
        UNKNOWN
    }

    sealed interface Step {}

    /** Somebody reports a fact; the only step that may come twice. */
    record Report(
            MessageId message,
            EventType type,
            String key,
            int minute,
            @Nullable HitClass hit,
            @Nullable Said said) implements Step {

        /** The words of a failure. */
        record Said(@Nullable BounceType bounce, @Nullable String words) {}

        MailEvent event(WorkspaceId workspace) {
            return new MailEvent(
                    workspace,
                    message,
                    null,
                    type,
                    key,
                    START.plusSeconds(60L * minute),
                    hit == null ? null : new MailEvent.Hit(hit, "rule", null, null, "agent", "192.0.2.1"),
                    said == null ? null : new MailEvent.Failure(said.bounce(), null, said.words()),
                    null);
        }
    }

    /** The sending loop learns how its attempt ended. */
    record Settle(MessageId message, How how) implements Step {
        enum How {
            SENT,
            LATER,
            UNKNOWN,
            HARD_BOUNCE,
            REFUSED
        }
    }

    /** A person lets a message rest whose end is unknown. */
    record Rest(MessageId message) implements Step {}

    static History handed(MessageId message) {
        return new History(message, Start.HANDED, List.of());
    }

    static History sent(MessageId message) {
        return new History(message, Start.SENT, List.of());
    }

    static History unknown(MessageId message) {
        return new History(message, Start.UNKNOWN, List.of());
    }

    static History random(MessageId message, Random random) {
        Start start = Start.values()[random.nextInt(Start.values().length)];
        List<Step> steps = new ArrayList<>();
        if (start == Start.HANDED) {
            steps.add(new Settle(message, Settle.How.values()[random.nextInt(Settle.How.values().length)]));
        } else if (start == Start.UNKNOWN && random.nextBoolean()) {
            steps.add(new Rest(message));
        }
        int facts = random.nextInt(9);
        for (int i = 0; i < facts; i++) {
            steps.add(report(message, message + "/" + i, random));
        }
        return new History(message, start, steps);
    }

    private static Report report(MessageId message, String key, Random random) {
        EventType type = EventType.values()[random.nextInt(EventType.values().length)];
        HitClass hit = switch (type) {
            case OPEN, CLICK -> HitClass.values()[random.nextInt(HitClass.values().length)];
            default -> null;
        };
        Report.Said said = switch (type) {
            case BOUNCE -> new Report.Said(bounce(random), words(random));
            case REJECT, RENDERING_FAILURE, DELIVERY_DELAY -> new Report.Said(null, words(random));
            default -> null;
        };
        return new Report(message, type, key, random.nextInt(-30, 60), hit, said);
    }

    private static BounceType bounce(Random random) {
        return BounceType.values()[random.nextInt(BounceType.values().length)];
    }

    private static @Nullable String words(Random random) {
        int which = random.nextInt(WORDS.length + 1);
        return which == WORDS.length ? null : WORDS[which];
    }
}
