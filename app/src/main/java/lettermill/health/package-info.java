/**
 * Whether the database serves us, known to the second, and what requests and readiness answer while it does not.
 * It owns no table.
 * The root package answers failures by it, and the engine rests while it says so.
 * It never repairs anything: whoever has work tries on by himself.
 */
@NullMarked
package lettermill.health;

import org.jspecify.annotations.NullMarked;
