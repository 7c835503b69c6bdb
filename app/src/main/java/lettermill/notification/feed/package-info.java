/**
 * Turns facts into deliveries that wait, in the transaction of the fact.
 * It adds to notification.delivery.
 * It listens to application events of the packages below.
 * It never runs a statement for a workspace where nobody wants the event.
 */
@NullMarked
package lettermill.notification.feed;

import org.jspecify.annotations.NullMarked;
