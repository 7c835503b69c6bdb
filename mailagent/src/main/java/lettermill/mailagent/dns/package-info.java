/**
 * Questions to DNS that always come to an end: a time limit, aliases followed but not in circles, truncated answers asked
 * again over TCP, and failures told apart from "there is none". Owns no tables. Called by everything that checks names:
 * {@code spf}, {@code dkim}, {@code dmarc}, {@code blocklist} and {@code domain}. Never judges what it finds.
 */
@NullMarked
package lettermill.mailagent.dns;

import org.jspecify.annotations.NullMarked;
