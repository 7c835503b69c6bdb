/**
 * Understands a file of people: its encoding and delimiter, which product wrote it, what its columns mean, and its rows.
 * It owns no table.
 * Imports read their files by it, and exports write cells by it.
 * It never touches the database: a row is judged by itself.
 */
@NullMarked
package lettermill.audience.file;

import org.jspecify.annotations.NullMarked;
