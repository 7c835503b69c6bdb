/**
 * What there is to say about vendors that take mail over HTTP: where their APIs are, and the keys that sign us in.
 * Owns no tables.
 * Called by both sides of the wire, within a provider's description.
 * Never holds a key for longer than it takes to hand it over.
 */
@NullMarked
package lettermill.wire.vendor;

import org.jspecify.annotations.NullMarked;
