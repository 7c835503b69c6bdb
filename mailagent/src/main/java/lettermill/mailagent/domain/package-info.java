/**
 * Sending domains: their DKIM keys, what to publish, and whether it is published. Owns {@code mailagent.dkim_key}. Called by the
 * agent. Never changes DNS: that is the domain owner's.
 */
@NullMarked
package lettermill.mailagent.domain;

import org.jspecify.annotations.NullMarked;
