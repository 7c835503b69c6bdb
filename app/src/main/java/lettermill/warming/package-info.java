/**
 * Getting mailbox providers used to a new domain or address: schedules of daily caps, and the plan that leads one through them.
 * It owns the schema warming.
 * Three jobs call it by the clock, and people start, pause and resume warmings.
 * It never sends, counts against a cap, or looks at a provider: it writes caps and pauses through sender, and routing keeps them.
 */
@NullMarked
package lettermill.warming;

import org.jspecify.annotations.NullMarked;
