package lettermill.warming.schedule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import lettermill.base.Problem;
import org.jspecify.annotations.Nullable;

/** The caps of a custom schedule, from the days that its maker named. */
final class Curve {

    private static final int MOST_DAYS = 365;
    private static final int LARGEST = 100_000_000;
    private static final String FIELD = "entries";

    private Curve() {}

    /**
     * The cap of each day up to the last one named. Days left out lie on the straight line between their neighbours, rounded
     * down.
     *
     * @throws Problem.Invalid where a day or a volume can't be; volumes may not fall, so that a day that begins late never had
     *     too high a cap
     */
    static List<Integer> of(@Nullable List<WarmingSchedule.Entry> given) {
        List<WarmingSchedule.Entry> entries = checked(given);
        List<Integer> volumes = new ArrayList<>();
        WarmingSchedule.Entry before = entries.getFirst();
        volumes.add(before.volume());
        for (WarmingSchedule.Entry entry : entries.subList(1, entries.size())) {
            int days = entry.day() - before.day();
            long rise = (long) entry.volume() - before.volume();
            for (int step = 1; step <= days; step++) {
                volumes.add((int) (before.volume() + rise * step / days));
            }
            before = entry;
        }
        return volumes;
    }

    private static List<WarmingSchedule.Entry> checked(@Nullable List<WarmingSchedule.Entry> given) {
        if (given == null || given.isEmpty() || given.size() > MOST_DAYS) {
            throw new Problem.Invalid(FIELD, "names no days", "1 to " + MOST_DAYS + " entries {day, volume}");
        }
        List<WarmingSchedule.Entry> entries = given.stream()
                .sorted(Comparator.comparingInt(WarmingSchedule.Entry::day))
                .toList();
        if (entries.getFirst().day() != 1) {
            throw new Problem.Invalid(
                    FIELD, "starts with day " + entries.getFirst().day(), "an entry for day 1");
        }
        if (entries.getLast().day() > MOST_DAYS) {
            throw new Problem.Invalid(
                    FIELD, "ends with day " + entries.getLast().day(), "days from 1 to " + MOST_DAYS);
        }
        int day = 0;
        int volume = 0;
        for (WarmingSchedule.Entry entry : entries) {
            if (entry.day() == day) {
                throw new Problem.Invalid(FIELD, "has day " + day + " twice", "one entry a day");
            }
            if (entry.volume() < 1 || entry.volume() > LARGEST || entry.volume() < volume) {
                throw new Problem.Invalid(
                        FIELD,
                        "has the volume " + entry.volume() + " on day " + entry.day(),
                        "volumes from 1 to " + LARGEST + " that do not fall from day to day");
            }
            day = entry.day();
            volume = entry.volume();
        }
        return entries;
    }
}
