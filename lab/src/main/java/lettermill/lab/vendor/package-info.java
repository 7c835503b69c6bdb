/**
 * Vendors that send mail for others, each behind the HTTP API that it really has: signing in, complaints and limits included.
 * Owns no tables; what a vendor takes goes to the lab's mailbox providers.
 * Called by tests and by the demo, which point a provider's endpoint at it.
 * Never looks into the product: it knows only what came over HTTP.
 */
@NullMarked
package lettermill.lab.vendor;

import org.jspecify.annotations.NullMarked;
