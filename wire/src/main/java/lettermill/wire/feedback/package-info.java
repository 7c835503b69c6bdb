/**
 * What comes back by mail: what a mail about a mail says, and whom MailAgent hands it to. Owns no tables.
 * MailAgent's listener calls {@link lettermill.wire.feedback.FeedbackDesk}, the app answers.
 * Never decides whether a mail is genuine: whoever wrote the address that it came to knows that.
 */
@NullMarked
package lettermill.wire.feedback;

import org.jspecify.annotations.NullMarked;
