/**
 * Asks blocklists in DNS. It owns no table and keeps nothing but, for an hour, whether a list can be believed.
 * {@code api} calls it. It never decides what follows from a listing.
 */
@NullMarked
package lettermill.mailagent.blocklist;

import org.jspecify.annotations.NullMarked;
