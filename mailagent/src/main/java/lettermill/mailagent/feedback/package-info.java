/**
 * Reads mail about mail: delivery status notifications (RFC 3464) and the older forms of qmail, Exim, Exchange and others, feedback
 * reports (RFC 5965) and automatic answers (RFC 3834). It owns no tables. Called with each mail that comes to a bounce address.
 * It never decides whether a report is genuine, or what follows from it, and never answers a mail.
 */
@NullMarked
package lettermill.mailagent.feedback;

import org.jspecify.annotations.NullMarked;
