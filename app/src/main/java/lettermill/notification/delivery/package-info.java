/**
 * The way of an event to an endpoint: a queue in the database, workers, one HTTP exchange for each attempt, and what follows from the answer.
 * It owns the fates of notification.delivery.
 * The engine runs its jobs, users look at deliveries and repeat them.
 * It never speaks to an address that was not checked, and follows no redirect.
 */
@NullMarked
package lettermill.notification.delivery;

import org.jspecify.annotations.NullMarked;
