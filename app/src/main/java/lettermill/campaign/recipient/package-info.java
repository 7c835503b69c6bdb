/**
 * A campaign's recipients as people read them: listed, searched, exported, and decided about when a mail's end is unknown.
 * It owns no table; it reads the ledger's messages.
 * Only its controller calls it.
 * It never sends; it lets the campaign go on.
 */
@NullMarked
package lettermill.campaign.recipient;

import org.jspecify.annotations.NullMarked;
