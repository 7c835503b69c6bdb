/**
 * The one door through which mail leaves: a batch of claimed messages in, an end or a next attempt for each out.
 * It owns the schema delivery.
 * Campaigns and test sends call it.
 * It never decides who is targeted and never sends a message that it did not mark as handed over before.
 */
@NullMarked
package lettermill.delivery;

import org.jspecify.annotations.NullMarked;
