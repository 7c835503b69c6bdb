/**
 * What became of the mail that left within a span of time, counted from the rows of ledger.message.
 * It owns no table.
 * Warming and reputation ask it, for many domains and addresses at once.
 * It never judges: figures only.
 */
@NullMarked
package lettermill.ledger.outcome;

import org.jspecify.annotations.NullMarked;
