package lettermill.delivery;

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
        int handed, int skipped, int released, @Nullable String stopped) {}
