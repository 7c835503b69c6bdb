/**
 * Jinja2's filters, tests and globals, and the registry that holds them with the application's own. Owns no tables.
 * Called by compiled templates. Never keeps anything between two renders.
 */
@NullMarked
package lettermill.jinja.builtin;

import org.jspecify.annotations.NullMarked;
