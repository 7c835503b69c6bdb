/**
 * The memory of what was handed over: no letter leaves twice for the same attempt. Owns no tables, for the reason of ADR 6.
 * Called by the agent around each wave. Never decides about a new attempt: the app does.
 */
@NullMarked
package lettermill.mailagent.outbox;

import org.jspecify.annotations.NullMarked;
