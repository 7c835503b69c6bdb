/**
 * A close look at one sending domain: every finding, with the questions that were asked and what came back.
 * It owns no table and changes nothing.
 * The settings pages and whoever wonders why mail is refused call it.
 * It never draws conclusions for sending: that is verification's, which keeps what it found.
 */
@NullMarked
package lettermill.sender.doctor;

import org.jspecify.annotations.NullMarked;
