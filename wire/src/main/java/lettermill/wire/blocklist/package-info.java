/**
 * Blocklists in DNS (RFC 5782): which to ask, about what, and what they say. Owns no tables. Used by both sides of {@code
 * MailAgent}. Never says what follows from a listing.
 */
@NullMarked
package lettermill.wire.blocklist;

import org.jspecify.annotations.NullMarked;
