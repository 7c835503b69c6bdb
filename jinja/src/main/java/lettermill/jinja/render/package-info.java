/**
 * From tree to closures, and what they need while they run. Owns no tables. Called by {@link
 * lettermill.jinja.Environment} and {@link lettermill.jinja.Template}. Never writes to a compiled template.
 */
@NullMarked
package lettermill.jinja.render;

import org.jspecify.annotations.NullMarked;
