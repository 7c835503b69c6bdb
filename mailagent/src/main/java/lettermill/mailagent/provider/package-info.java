/**
 * How to reach each provider, with its credentials. Owns {@code mailagent.provider}. Called by the agent.
 * Never gives out a password but to the transport that signs in with it.
 */
@NullMarked
package lettermill.mailagent.provider;

import org.jspecify.annotations.NullMarked;
