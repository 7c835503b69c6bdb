/**
 * How a sending domain stands: paused or not and why, what its warming allows it, and its health.
 * It writes those columns of sender.domain, of one workspace or of many at once.
 * Warming and reputation call it with what they found, and a person who pauses or resumes a domain.
 * It never decides what is good enough: it keeps the decision, and a pause holds until a person ends it.
 */
@NullMarked
package lettermill.sender.standing;

import org.jspecify.annotations.NullMarked;
