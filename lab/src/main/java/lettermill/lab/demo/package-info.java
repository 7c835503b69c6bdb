/**
 * The demo: it starts the product and the lab, does by the public API what a newcomer would do by hand, and tells in the
 * terminal what happens.
 * It owns no table.
 * The script calls it.
 * It never uses a door of the product that is not open to everybody.
 */
@NullMarked
package lettermill.lab.demo;

import org.jspecify.annotations.NullMarked;
