/**
 * The world behind the SMTP server: mailbox providers with manners, people with habits, and a clock that can run faster.
 * It owns no tables; what happens follows from the seed and the address alone, so a run can be repeated.
 * Called by {@code lab}, which puts it behind the SMTP server, and by the demo for its audience.
 * It never fetches anything outside loopback and the base URLs it was given.
 */
@NullMarked
package lettermill.lab.world;

import org.jspecify.annotations.NullMarked;
