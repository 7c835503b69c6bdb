/**
 * Python's data as Jinja2 shows it, and the run that pays for it. Owns no tables. Called by the packages above it in
 * this module. Never hands out a value that isn't one of its own kinds.
 */
@NullMarked
package lettermill.jinja.value;

import org.jspecify.annotations.NullMarked;
