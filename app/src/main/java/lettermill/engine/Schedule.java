package lettermill.engine;

import java.time.Duration;

/**
 * Runs an activity again and again, in one process at a time; declared as a bean.
 *
 * @param id the schedule's id, which is also the key of its runs
 * @param activity the name of the activity
 * @param every time from the end of a run to the start of the next
 */
public record Schedule(String id, String activity, Duration every) {}
