/**
 * Endpoints: where to post, what is wanted there, and the secrets that sign.
 * It owns notification.endpoint and notification.signing_secret.
 * Owners manage them over the API; feed asks what is wanted, delivery where to post.
 * It never posts anything itself.
 */
@NullMarked
package lettermill.notification.endpoint;

import org.jspecify.annotations.NullMarked;
