/**
 * Mailgun's webhooks.
 * It owns no table.
 * The intake calls it.
 * It never takes a token for a proof of the body: the signature does not cover it.
 */
@NullMarked
package lettermill.webhook.mailgun;

import org.jspecify.annotations.NullMarked;
