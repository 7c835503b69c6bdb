/**
 * Benchmarks: each measures the product beside the same work done without it, in the same run.
 * It owns no tables.
 * Called by {@code ./lettermill bench}; its last line of output is one JSON object.
 * It is never part of the product's jar.
 */
@NullMarked
package lettermill.bench;

import org.jspecify.annotations.NullMarked;
