/**
 * Durable jobs: whatever must happen after a commit, or at a time, and survive a crash.
 * It owns the schema engine.
 * Packages above dispatch activities by name and declare theirs as beans.
 * It never knows what an activity does.
 */
@NullMarked
package lettermill.engine;

import org.jspecify.annotations.NullMarked;
