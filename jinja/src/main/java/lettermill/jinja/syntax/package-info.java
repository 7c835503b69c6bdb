/**
 * From text to tree: lexer and parser. Owns no tables. Called by {@link lettermill.jinja.Environment}. Never knows what a
 * filter or a value is.
 */
@NullMarked
package lettermill.jinja.syntax;

import org.jspecify.annotations.NullMarked;
