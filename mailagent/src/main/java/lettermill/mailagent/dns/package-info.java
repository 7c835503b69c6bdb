/**
 * What sending domains need in DNS, and the DKIM keys behind it. Owns {@code mailagent.dkim_key}. Called by the agent.
 * Never asks DNS yet: verification comes with the checks of the infrastructure.
 */
@NullMarked
package lettermill.mailagent.dns;

import org.jspecify.annotations.NullMarked;
