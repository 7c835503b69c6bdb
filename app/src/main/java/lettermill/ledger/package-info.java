/**
 * The memory: one row per message and every fact about it.
 * It owns ledger.message and ledger.event.
 * Whoever sends, tracks or decodes callbacks writes through it; every statistic can be recomputed from it.
 * It never knows what a campaign, a template or a provider is beyond its id.
 */
@NullMarked
package lettermill.ledger;

import org.jspecify.annotations.NullMarked;
