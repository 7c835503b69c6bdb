package lettermill.engine;

import java.util.function.BooleanSupplier;

/**
 * What an activity knows of its run.
 *
 * @param key the piece of work
 * @param attempt 1 for the first
 * @param stopping true once the process wants to end
 */
public record ActivityRun(String key, int attempt, BooleanSupplier stopping) {}
