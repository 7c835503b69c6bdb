/**
 * Addresses and domains that are never mailed, whoever imports them again.
 * It owns the entries of audience.suppression that people make; consent adds those of bounces and complaints.
 * Its endpoints; the skip rule reads the table.
 * It never changes a subscriber's status.
 */
@NullMarked
package lettermill.audience.suppression;

import org.jspecify.annotations.NullMarked;
