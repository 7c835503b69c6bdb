/**
 * What providers tell a sender afterwards: that a mail bounced (RFC 3464) and that somebody complained (RFC 5965).
 * It owns no tables; every notice is in the diary of the world, sent or not.
 * Called when a provider bounces later and when a person complains.
 * It never sends anything but to the listener and the address the lab was started with.
 */
@NullMarked
package lettermill.lab.notice;

import org.jspecify.annotations.NullMarked;
