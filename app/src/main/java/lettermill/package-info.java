/**
 * The application as a whole: start, database, security, and how problems are answered.
 * It owns no table.
 * Nobody calls it; it may see every package.
 * It never holds a rule of the business.
 */
@NullMarked
package lettermill;

import org.jspecify.annotations.NullMarked;
