/**
 * Sending pools: domains and providers that a workspace keeps ready together, with their weights and priorities.
 * It owns the tables pool and pool_member of the schema routing.
 * The settings pages call it, and routing reads the pool of a batch.
 * It never decides which member a letter takes.
 */
@NullMarked
package lettermill.routing.pool;

import org.jspecify.annotations.NullMarked;
