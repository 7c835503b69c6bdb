package lettermill.audience;

import java.util.Map;

/**
 * A selection in numbers.
 *
 * @param eligible how many may be mailed
 * @param skipped how many not, by reason; reasons nobody has are absent
 */
public record AudienceCounts(long eligible, Map<SkipReason, Long> skipped) {

    /** Everybody the selection names. */
    public long targeted() {
        return eligible + skipped.values().stream().mapToLong(Long::longValue).sum();
    }
}
