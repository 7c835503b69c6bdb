/**
 * What is said about the DNS records of a sending domain: those to publish, those that were found, and what is wrong with
 * them. Owns no tables. Used by both sides of {@code MailAgent}. Never says how mail is sent.
 */
@NullMarked
package lettermill.wire.domain;

import org.jspecify.annotations.NullMarked;
