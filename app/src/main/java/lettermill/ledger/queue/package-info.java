/**
 * Messages on their way out: made, leased, handed over and settled.
 * It owns the sending columns of ledger.message, and ledger.lease.
 * Campaigns make messages here, and delivery claims and settles them.
 * It never sends anything: it only knows which message is in whose hands.
 */
@NullMarked
package lettermill.ledger.queue;

import org.jspecify.annotations.NullMarked;
