/**
 * The MailAgent in use.
 * It owns no table of the product: what MailAgent keeps is in its own schema.
 * Providers, senders and delivery call it by the interface of module wire.
 * It never sees a campaign, a template or a person's attributes.
 */
@NullMarked
package lettermill.agent;

import org.jspecify.annotations.NullMarked;
