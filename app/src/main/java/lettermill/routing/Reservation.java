package lettermill.routing;

import java.time.LocalDate;

/**
 * Sends counted against the caps before they happen.
 *
 * @param granted how many the caps left
 * @param day the day they count for, in the workspace's time zone
 */
public record Reservation(int granted, LocalDate day) {}
