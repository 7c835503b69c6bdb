/**
 * Whether sending domains, and the addresses of the servers that carry their mail, are on blocklists.
 * It owns reputation.blocklist_lookup.
 * A job asks once a day through MailAgent; the health of domains and alerts read and hear of it.
 * It never stops mail: a list is somebody's opinion, and which lists matter is the operator's.
 */
@NullMarked
package lettermill.reputation.blocklist;

import org.jspecify.annotations.NullMarked;
