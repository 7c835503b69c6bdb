/**
 * Who may send for a domain: SPF as RFC 7208 has it, whole. Owns no tables. Called by {@code domain} and by whoever checks a
 * mail that came in. Never asks DNS but through the {@code dns} package, whose limits hold here too.
 */
@NullMarked
package lettermill.mailagent.spf;

import org.jspecify.annotations.NullMarked;
