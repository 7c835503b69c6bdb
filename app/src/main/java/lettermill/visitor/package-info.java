/**
 * What a User-Agent header tells: which program and machine it is, and whether a person or a machine is behind it.
 * It owns no table.
 * Tracking asks it for our own pixels and links, the vendors' webhooks for those of the vendors, analytics for devices.
 * It never sees a message, a person or an address.
 */
@NullMarked
package lettermill.visitor;

import org.jspecify.annotations.NullMarked;
