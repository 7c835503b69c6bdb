/**
 * The DKIM keys of a sending domain beside the one that signs: rotation, and the second signature by Ed25519.
 * It keeps MailAgent's word of them in the domain's records and owns no table of its own.
 * The settings pages call it; verification, a floor mate, tells MailAgent when a record was seen.
 * It never sees a private key and never decides what signs: that is MailAgent's.
 */
@NullMarked
package lettermill.sender.dkim;

import org.jspecify.annotations.NullMarked;
