/**
 * SendGrid's event webhook.
 * It owns no table.
 * The intake calls it.
 * It never re-serialises a body before the signature is checked.
 */
@NullMarked
package lettermill.webhook.sendgrid;

import org.jspecify.annotations.NullMarked;
