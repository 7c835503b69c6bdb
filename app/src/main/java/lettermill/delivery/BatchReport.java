package lettermill.delivery;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a batch went, in numbers of messages.
 *
 * @param handed given to a provider
 * @param skipped the audience said no at the last moment
 * @param released given back without an attempt
 * @param stopped why not all were tried, for a person; null when all were
 */
public record BatchReport(
        int handed, int skipped, int released, @Nullable String stopped) {

    /** Of the parts of one batch; it was stopped only if all of them were. */
    static BatchReport ofShares(List<BatchReport> shares) {
        return new BatchReport(
                shares.stream().mapToInt(BatchReport::handed).sum(),
                shares.stream().mapToInt(BatchReport::skipped).sum(),
                shares.stream().mapToInt(BatchReport::released).sum(),
                shares.stream().allMatch(share -> share.stopped() != null)
                        ? shares.getFirst().stopped()
                        : null);
    }

    /** The sum of two. */
    BatchReport and(BatchReport other) {
        return new BatchReport(
                handed + other.handed,
                skipped + other.skipped,
                released + other.released,
                stopped == null ? other.stopped : stopped);
    }
}
