/**
 * What the app and MailAgent say to each other: letters down, an outcome for each letter up, and the care of providers and
 * sending domains. Owns no tables. Called by the app's {@code agent} and {@code delivery} packages and answered by the
 * {@code mailagent} module, in the same process or over HTTP. Never does anything: it has records that check themselves, and
 * one interface.
 */
@NullMarked
package lettermill.wire;

import org.jspecify.annotations.NullMarked;
