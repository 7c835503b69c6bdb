/**
 * Jinja2 3.1 for the JVM: compile a template in an {@link lettermill.jinja.Environment}, render it within a {@link
 * lettermill.jinja.Budget}. Owns no tables. Called by applications; this package is all they need. Never gives a
 * template access to a Java object, and never uses reflection.
 */
@NullMarked
package lettermill.jinja;

import org.jspecify.annotations.NullMarked;
