/**
 * Which way a batch takes: the sending domain, the identity and the provider, and how much of their caps is left.
 * It owns the schema routing, which holds pools; the caps are rows of provider and sender, reserved through them.
 * Delivery asks it for every batch, and a campaign's pre-flight asks what would be chosen.
 * It never sends anything.
 */
@NullMarked
package lettermill.routing;

import org.jspecify.annotations.NullMarked;
