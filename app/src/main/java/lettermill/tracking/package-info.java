/**
 * What readers do with a letter: links and the pixel put into the template, the two public addresses they call, and who is behind each call.
 * It owns tracking.link.
 * Delivery instruments letters through it, mail clients call its endpoints, analytics reads its links and its reading of user agents.
 * It never decides what an open or a click means for a message, a person or a campaign: it records the fact in the ledger.
 */
@NullMarked
package lettermill.tracking;

import org.jspecify.annotations.NullMarked;
