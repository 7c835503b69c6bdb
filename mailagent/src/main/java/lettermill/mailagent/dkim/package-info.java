/**
 * DKIM as a receiver sees it: RFC 6376 with the limits of RFC 8301 and the Ed25519 of RFC 8463, and key records as their owner
 * published them. Owns no tables. Called by {@code domain} and by whoever checks a mail that came in. Never signs: that is
 * {@code mime}'s, so that what we write is judged by other code than wrote it.
 */
@NullMarked
package lettermill.mailagent.dkim;

import org.jspecify.annotations.NullMarked;
