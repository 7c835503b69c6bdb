/**
 * The people who read the mail, their mail programs and the scanners in front of them: what they do follows from the seed.
 * It owns no tables; what was done is written into the diary of the world.
 * Called by the lab for each mail that arrived.
 * It never fetches anything but from loopback and the base URLs it was given, and never more at once than it was allowed.
 */
@NullMarked
package lettermill.lab.people;

import org.jspecify.annotations.NullMarked;
