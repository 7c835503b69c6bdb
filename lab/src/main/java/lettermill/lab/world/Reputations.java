package lettermill.lab.world;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/** What each mailbox provider that judges has seen of each sending domain, by date (UTC) of the world's time. */
final class Reputations {
    /** Dates, today among them, that count. */
    private static final int MEMORY = 7;

    /** Fewer mails say nothing. */
    private static final int FEWEST = 20;

    /** A complaint weighs as much as so many mails for nobody. */
    private static final int COMPLAINT = 5;

    /** Up to this share of mail for nobody, a domain's mail goes to the inbox; four hundredths above, none does. */
    private static final double GOOD = 0.01;

    private static final double STEP = 0.04;

    private final InstantSource clock;
    private final Map<Pair, TreeMap<LocalDate, Day>> seen = new HashMap<>();

    private record Pair(String provider, String sender) {}

    /** What came on one date. */
    private static final class Day {
        private int taken;
        private int putOff;
        private int nobody;
        private int complaints;
    }

    Reputations(InstantSource clock) {
        this.clock = clock;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private Day day(Pair pair) {
        return seen.computeIfAbsent(pair, _ -> new TreeMap<>()).computeIfAbsent(today(), _ -> new Day());
    }

    /** Takes one more mail of the domain, if its room for today is not used up. */
    synchronized boolean admits(String provider, String sender, Manner.Judges manner) {
        Pair pair = new Pair(provider, sender);
        Day day = day(pair);
        int best = seen.getOrDefault(pair, new TreeMap<>()).headMap(today()).values().stream()
                .mapToInt(past -> past.taken)
                .max()
                .orElse(0);
        if (day.taken < Math.max(manner.firstDay(), (int) (best * manner.growth()))) {
            day.taken++;
            return true;
        }
        day.putOff++;
        return false;
    }

    synchronized void forNobody(String provider, String sender) {
        day(new Pair(provider, sender)).nobody++;
    }

    synchronized void complained(String provider, String sender) {
        day(new Pair(provider, sender)).complaints++;
    }

    /** The share of the domain's mail that goes to the spam folder now, 0 to 1. */
    synchronized double spamShare(String provider, String sender) {
        Pair pair = new Pair(provider, sender);
        int taken = sum(pair, day -> day.taken);
        int nobody = sum(pair, day -> day.nobody);
        if (taken + nobody < FEWEST) {
            return 0;
        }
        double bad = (nobody + (double) COMPLAINT * sum(pair, day -> day.complaints)) / (taken + nobody);
        // Who goes on although he is put off is taken for a spammer.
        double pushing = sum(pair, day -> day.putOff) > taken ? 1 : 0;
        return Math.clamp(Math.max(0, (bad - GOOD) / STEP) + pushing, 0, 1);
    }

    private int sum(Pair pair, ToIntFunction<Day> what) {
        TreeMap<LocalDate, Day> days = seen.getOrDefault(pair, new TreeMap<>());
        return days.tailMap(today().minusDays(MEMORY - 1)).values().stream()
                .mapToInt(what)
                .sum();
    }
}
