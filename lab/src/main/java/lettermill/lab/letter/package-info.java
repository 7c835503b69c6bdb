/**
 * Reading a message as mail programs do: its header, its text and HTML, and the links in it.
 * It owns no tables; it is pure.
 * Called by the inbox for showing and by the people for acting.
 * It never fetches anything and never fails on a malformed message.
 */
@NullMarked
package lettermill.lab.letter;

import org.jspecify.annotations.NullMarked;
