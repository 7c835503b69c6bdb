/**
 * Vendors that take mail over HTTP: one file for each API, and one transport that asks them all in the same careful way.
 * Owns no tables.
 * Called by the agent, as the transport of a provider.
 * Never sends a request again whose answer it did not see.
 */
@NullMarked
package lettermill.mailagent.vendor;

import org.jspecify.annotations.NullMarked;
