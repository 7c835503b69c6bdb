/**
 * Amazon SES' events, which come through SNS.
 * It owns no table.
 * The intake calls it.
 * It never sends a request to an address that is not SNS's own, whatever a callback says.
 */
@NullMarked
package lettermill.webhook.ses;

import org.jspecify.annotations.NullMarked;
