/**
 * Ways out of the house: each {@code Transport} hands letters to one provider and says what became of each. Owns no tables.
 * Called by the agent with letters and the signer of each. Never retries later, chooses a provider or knows what a campaign is.
 */
@NullMarked
package lettermill.mailagent.transport;

import org.jspecify.annotations.NullMarked;
