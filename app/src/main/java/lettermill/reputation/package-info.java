/**
 * How the world takes a domain's mail: its figures by date and by mailbox provider, and the score and tier they come to.
 * It owns the schema reputation, whose rows can all be counted anew from the ledger.
 * One job calls it by the clock, and people read health and its history.
 * It never sends and never resumes: what it finds it writes through sender, and routing keeps to that.
 */
@NullMarked
package lettermill.reputation;

import org.jspecify.annotations.NullMarked;
