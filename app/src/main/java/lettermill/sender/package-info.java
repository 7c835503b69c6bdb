/**
 * In whose name mail leaves: sending domains and the identities on them.
 * It owns the schema sender.
 * The settings pages call it, and routing reads it and reserves the daily limits.
 * It never sees a private key: MailAgent makes and keeps those.
 */
@NullMarked
package lettermill.sender;

import org.jspecify.annotations.NullMarked;
