/**
 * MailAgent itself: the wire's interface over the packages below. Owns no tables. Called by the app, in its own process.
 * Never holds business state: it can be restarted at any time.
 */
@NullMarked
package lettermill.mailagent.api;

import org.jspecify.annotations.NullMarked;
