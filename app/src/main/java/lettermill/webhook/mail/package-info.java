/**
 * What comes back by mail: bounces, complaints and wishes to unsubscribe, each to an address that carries a signature of ours.
 * It owns webhook.mailed_report.
 * MailAgent's listener brings the mails.
 * It never believes a mail that names no signed address, and never decides what a fact means for a person.
 */
@NullMarked
package lettermill.webhook.mail;

import org.jspecify.annotations.NullMarked;
