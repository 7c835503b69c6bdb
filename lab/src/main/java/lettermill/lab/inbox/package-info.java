/**
 * The mailboxes of everybody in the world: what arrived, as a page for people and as JSON for programs.
 * It owns no tables; mails live in memory, newest first, and in an append-only file when a folder is given.
 * Called over HTTP by the demo, by tests and by whoever wants to read a mail as it arrived.
 * It never changes a mail and never lets one run scripts or load anything in the reader's browser unasked.
 */
@NullMarked
package lettermill.lab.inbox;

import org.jspecify.annotations.NullMarked;
