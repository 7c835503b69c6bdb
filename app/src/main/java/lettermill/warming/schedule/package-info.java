/**
 * Warming schedules: the cap of each day, and what a day's mail may meet before its domain is paused.
 * It owns the table warming.schedule.
 * Plans of warmings read them, and people make their own.
 * It never changes one: plans are in the middle of it.
 */
@NullMarked
package lettermill.warming.schedule;

import org.jspecify.annotations.NullMarked;
