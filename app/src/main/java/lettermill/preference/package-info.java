/**
 * The public page on which a person says what mail they want, and the one-click way out of RFC 8058.
 * It owns no table: consent is the audience's.
 * Mailbox providers and the people who got a mail call it; the token in the address is all they need.
 * It never changes anything on a GET, and never shows more of a person than a masked address.
 */
@NullMarked
package lettermill.preference;

import org.jspecify.annotations.NullMarked;
