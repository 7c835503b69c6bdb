package lettermill.analytics;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import lettermill.ledger.EventType;
import lettermill.ledger.HitClass;
import lettermill.ledger.MailEvent;

/** Figures as a test counts them. */
record Recount(
        long sent,
        long delivered,
        long bounces,
        long opens,
        long uniqueOpens,
        long machineOpens,
        long clicks,
        long uniqueClicks,
        long machineClicks,
        long unsubscribes,
        long complaints) {

    static final Recount NONE = new Recount(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    static Recount hit(EventType type, boolean machine) {
        return type == EventType.OPEN
                ? new Recount(0, 0, 0, machine ? 0 : 1, 0, machine ? 1 : 0, 0, 0, 0, 0, 0)
                : new Recount(0, 0, 0, 0, 0, 0, machine ? 0 : 1, 0, machine ? 1 : 0, 0, 0);
    }

    static Recount first(EventType type) {
        return switch (type) {
            case SEND -> new Recount(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
            case DELIVERY -> new Recount(0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0);
            case BOUNCE -> new Recount(0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0);
            case OPEN -> new Recount(0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0);
            case CLICK -> new Recount(0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0);
            case UNSUBSCRIBE -> new Recount(0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0);
            case COMPLAINT -> new Recount(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);
            case REJECT, RENDERING_FAILURE, DELIVERY_DELAY -> NONE;
        };
    }

    static Recount of(CampaignStats stats) {
        return new Recount(
                stats.sentCount(),
                stats.deliveredCount(),
                stats.bounceCount(),
                stats.openCount(),
                stats.uniqueOpenCount(),
                stats.machineOpenCount(),
                stats.clickCount(),
                stats.uniqueClickCount(),
                stats.machineClickCount(),
                stats.unsubscribeCount(),
                stats.complaintCount());
    }

    static Recount of(Timeline.Point point) {
        return new Recount(
                point.sent(),
                point.delivered(),
                point.bounces(),
                point.opens(),
                point.uniqueOpens(),
                point.machineOpens(),
                point.clicks(),
                point.uniqueClicks(),
                point.machineClicks(),
                point.unsubscribes(),
                point.complaints());
    }

    static Recount of(Figures figures) {
        return of(Timeline.Point.of(Instant.EPOCH, figures));
    }

    Recount plus(Recount other) {
        return new Recount(
                sent + other.sent,
                delivered + other.delivered,
                bounces + other.bounces,
                opens + other.opens,
                uniqueOpens + other.uniqueOpens,
                machineOpens + other.machineOpens,
                clicks + other.clicks,
                uniqueClicks + other.uniqueClicks,
                machineClicks + other.machineClicks,
                unsubscribes + other.unsubscribes,
                complaints + other.complaints);
    }

    /** All facts together. */
    static Recount of(List<MailEvent> facts) {
        Recount sum = Recount.NONE;
        for (Recount each : byTime(facts, at -> "all").values()) {
            sum = sum.plus(each);
        }
        return sum;
    }

    /** The facts counted by plain loops, each where it is counted: hits when they happened, people when they first did. */
    static <K extends Comparable<? super K>> Map<K, Recount> byTime(
            List<MailEvent> facts, Function<Instant, K> bucket) {
        Map<K, Recount> buckets = new TreeMap<>();
        Map<String, Instant> firsts = new HashMap<>();
        for (MailEvent fact : facts) {
            boolean hit = fact.hit() != null;
            boolean machine = hit
                    && (fact.hit().hitClass() == HitClass.PREFETCH || fact.hit().hitClass() == HitClass.BOT);
            if (hit) {
                buckets.merge(bucket.apply(fact.occurredAt()), Recount.hit(fact.type(), machine), Recount::plus);
            }
            if (!machine) {
                firsts.merge(fact.type() + " " + fact.message(), fact.occurredAt(), (a, b) -> a.isBefore(b) ? a : b);
            }
        }
        firsts.forEach((name, at) ->
                buckets.merge(bucket.apply(at), Recount.first(EventType.valueOf(name.split(" ")[0])), Recount::plus));
        buckets.values().removeIf(Recount.NONE::equals);
        return buckets;
    }
}
