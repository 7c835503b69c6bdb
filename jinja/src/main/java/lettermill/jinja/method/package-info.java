/**
 * What values can do: attributes, methods, arithmetic and formats. Owns no tables. Called by compiled templates and
 * filters. Never looks beyond its lists of allowed methods.
 */
@NullMarked
package lettermill.jinja.method;

import org.jspecify.annotations.NullMarked;
