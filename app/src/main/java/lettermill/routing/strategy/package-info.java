/**
 * How the letters of a batch are divided among ways: a file for each strategy, all of them arithmetic.
 * It owns no table.
 * Routing calls it with what may be used and how much room there is.
 * It never decides whether a way may be used, and draws no random number of its own: the same draw gives the same division.
 */
@NullMarked
package lettermill.routing.strategy;

import org.jspecify.annotations.NullMarked;
