/**
 * The part of a day's volume that single mailbox providers get while a domain or an address is warmed up.
 * It owns sender.mailbox_share.
 * Warming writes the caps, routing reads them and reserves under them.
 * It never knows who runs which mailbox: it counts by the names it is given.
 */
@NullMarked
package lettermill.sender.share;

import org.jspecify.annotations.NullMarked;
