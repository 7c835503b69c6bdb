/**
 * What a domain wants done with mail that only claims to be its own: DMARC of RFC 9989, with its walk up the tree, and beside
 * it the organisational domain by the Public Suffix List, which receivers of RFC 7489 still go by. Owns no tables. Called by
 * {@code domain} and by whoever checks a mail that came in. Never checks SPF or DKIM: it is told what passed.
 */
@NullMarked
package lettermill.mailagent.dmarc;

import org.jspecify.annotations.NullMarked;
