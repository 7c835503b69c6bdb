/**
 * Saved filters and live counts.
 * It owns audience.segment.
 * Its endpoints; a campaign copies the filter of a segment when it is made.
 * It never stores who is in a segment: that is asked anew each time.
 */
@NullMarked
package lettermill.audience.segment;

import org.jspecify.annotations.NullMarked;
