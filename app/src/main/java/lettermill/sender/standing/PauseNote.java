package lettermill.sender.standing;

import lettermill.base.Problem;
import org.jspecify.annotations.Nullable;

/** What a person says who pauses or resumes something that sends. */
public record PauseNote(@Nullable String note) {

    private static final int LONGEST = 500;

    /**
     * Why something is paused; whoever pauses by hand may keep it to himself.
     *
     * @throws Problem.Invalid when it is too long
     */
    public static String ofPause(@Nullable String note) {
        return note == null || note.isBlank() ? "paused by hand" : ofResumption(note);
    }

    /** @throws Problem.Invalid without a note: who resumes has looked into the matter and says what was done */
    public static String ofResumption(@Nullable String note) {
        if (note == null || note.isBlank() || note.length() > LONGEST) {
            throw new Problem.Invalid(
                    "note", "is missing or too long", "what was found and done, in 1 to " + LONGEST + " characters");
        }
        return note.strip();
    }
}
