/**
 * Signed tokens for links in mails: who is meant stands in the link itself, and nobody can make or change one.
 * It owns token.signing_key.
 * Delivery writes tokens, tracking and preference read them.
 * It never knows what a token's reader does with it.
 */
@NullMarked
package lettermill.token;

import org.jspecify.annotations.NullMarked;
