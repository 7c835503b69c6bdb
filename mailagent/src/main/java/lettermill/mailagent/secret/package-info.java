/**
 * Encryption of the secrets that MailAgent keeps. Owns no tables. Called by the packages that store credentials and private
 * keys. Never stores anything but its own key file, and never logs a secret.
 */
@NullMarked
package lettermill.mailagent.secret;

import org.jspecify.annotations.NullMarked;
