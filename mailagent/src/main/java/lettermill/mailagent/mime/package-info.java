/**
 * Letters as bytes: MIME (RFC 2045, 2047, 5322) and DKIM signatures (RFC 6376), written in one pass into a reused buffer.
 * Owns no tables. Called by the transports that hand over whole messages. Never reads mail, and never decides who gets it.
 */
@NullMarked
package lettermill.mailagent.mime;

import org.jspecify.annotations.NullMarked;
