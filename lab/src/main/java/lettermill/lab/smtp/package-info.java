/**
 * A small SMTP server on loopback that takes pipelined input as RFC 2920 allows it, and leaves every decision to a receiver.
 * It owns no tables; its state is one connection's transaction.
 * Called by {@code lab} (with a world of mailbox providers behind it) and by {@code bench} (with a counting sink).
 * It never delivers mail onwards, never looks inside a message and never listens on anything but loopback.
 */
@NullMarked
package lettermill.lab.smtp;

import org.jspecify.annotations.NullMarked;
