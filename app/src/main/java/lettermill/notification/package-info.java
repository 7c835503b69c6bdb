/**
 * Outgoing webhooks, signed as Standard Webhooks has it: owners name endpoints, and what happens is posted to those who want to hear of it.
 * It owns the schema notification.
 * It listens to the facts of the packages below and writes what follows in their transactions; a job delivers.
 * It never takes part in what it tells of: an endpoint that fails or hangs holds up nothing but its own deliveries.
 */
@NullMarked
package lettermill.notification;

import org.jspecify.annotations.NullMarked;
