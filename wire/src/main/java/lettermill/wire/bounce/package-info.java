/**
 * What a mail server's refusal means: reply code, enhanced status and wording in, one verdict out, by a table that
 * people can read ({@code bounce-rules.txt}). Owns no tables of the database. Called by MailAgent for SMTP answers and delivery status
 * notifications and by the app for what vendors report. Never decides what follows from a verdict.
 */
@NullMarked
package lettermill.wire.bounce;

import org.jspecify.annotations.NullMarked;
