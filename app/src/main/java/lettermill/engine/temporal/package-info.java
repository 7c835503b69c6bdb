/**
 * The engine for many machines: activities run by the workers of a Temporal cluster, none of whose classes is loaded unless it is chosen.
 * It owns no table; what waits to be handed over lies in the queue of the package above.
 * Nobody calls it but through Engine.
 * It never knows what an activity does, only that a campaign's pieces of work belong together.
 */
@NullMarked
package lettermill.engine.temporal;

import org.jspecify.annotations.NullMarked;
