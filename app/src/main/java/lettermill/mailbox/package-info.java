/**
 * Who runs the mailboxes that mail goes to.
 * It owns the schema mailbox: what DNS once said of recipients' domains.
 * Reputation asks it where mail went, routing where mail is to go.
 * It never asks DNS itself, which MailAgent does, and nobody who sends waits for that.
 */
@NullMarked
package lettermill.mailbox;

import org.jspecify.annotations.NullMarked;
