/**
 * Takes a file of people into the audience: what kind of file it is, which column means what, and the durable job that reads it.
 * It owns audience.import and audience.import_error, and writes audience.subscriber and its memberships set-based.
 * The engine runs its job; its own endpoints are the only other way in.
 * It never brings back anybody who left.
 */
@NullMarked
package lettermill.audience.imports;

import org.jspecify.annotations.NullMarked;
