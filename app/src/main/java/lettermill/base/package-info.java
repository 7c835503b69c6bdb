/**
 * The few words every package of Lettermill shares: addresses, typed ids, pages and problems.
 * It owns no table.
 * Every floor above calls it.
 * It never touches a database, the network or Spring.
 */
@NullMarked
package lettermill.base;

import org.jspecify.annotations.NullMarked;
