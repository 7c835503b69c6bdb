/**
 * A campaign's numbers while they move, for whoever watches.
 * It owns no table.
 * Only its own endpoint calls it.
 * It never asks the database more than once a second for a campaign, however many watch.
 */
@NullMarked
package lettermill.analytics.live;

import org.jspecify.annotations.NullMarked;
