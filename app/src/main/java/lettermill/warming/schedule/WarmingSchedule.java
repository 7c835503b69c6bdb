package lettermill.warming.schedule;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import lettermill.base.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * The caps of a warming, day by day.
 *
 * @param workspaceId null for a schedule that is built in
 * @param days how long the warming takes; later entries are caps of the days after it
 * @param entries one for each day from 1 on, without gaps
 */
public record WarmingSchedule(
        UUID id,
        @Nullable WorkspaceId workspaceId,
        String name,
        int days,
        List<Entry> entries,
        Thresholds thresholds,
        Instant createdAt) {

    /** @param volume cap of mails on that day */
    public record Entry(int day, int volume) {}

    static List<Entry> entries(List<Integer> volumes) {
        return IntStream.range(0, volumes.size())
                .mapToObj(index -> new Entry(index + 1, volumes.get(index)))
                .toList();
    }

    /** The cap of a day; null past the last one. */
    public @Nullable Integer volume(int day) {
        return day > entries.size() ? null : entries.get(day - 1).volume();
    }
}
