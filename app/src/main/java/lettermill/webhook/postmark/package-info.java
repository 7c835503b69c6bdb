/**
 * Postmark's webhooks.
 * It owns no table.
 * The intake calls it.
 * It never takes a callback without a shared secret, for Postmark signs nothing.
 */
@NullMarked
package lettermill.webhook.postmark;

import org.jspecify.annotations.NullMarked;
