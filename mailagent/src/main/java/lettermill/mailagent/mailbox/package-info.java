/**
 * The mailbox that bounces and complaints come back to: an SMTP server that takes mail for expected addresses only, or a mailbox at
 * somebody's mail server that is read over IMAP. It owns no tables.
 * The app starts them and is asked about each address. They never answer a mail, and take one only when the app has stored it.
 */
@NullMarked
package lettermill.mailagent.mailbox;

import org.jspecify.annotations.NullMarked;
