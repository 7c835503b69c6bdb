/**
 * The kinds of problem that the API answers, and their form on the wire (RFC 9457).
 * It owns no table.
 * The root package's advice and the filters before it write their answers through it.
 * It never decides what is a problem.
 */
@NullMarked
package lettermill.problem;

import org.jspecify.annotations.NullMarked;
