/**
 * The mailbox that bounces and complaints come back to: an SMTP server that takes mail for expected addresses only. It owns no tables.
 * The app starts it and is asked about each address. It never answers a mail, and says 250 only when the app has stored it.
 */
@NullMarked
package lettermill.mailagent.mailbox;

import org.jspecify.annotations.NullMarked;
