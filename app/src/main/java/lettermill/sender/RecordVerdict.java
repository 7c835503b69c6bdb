package lettermill.sender;

import lettermill.wire.domain.RecordCheck.Verdict;

/** What DNS says of a record that somebody has to publish. */
public enum RecordVerdict {
    /** Nobody has looked yet. */
    UNCHECKED,
    OK,
    /** There is no such record. */
    MISSING,
    /** There is one that receivers cannot use, or that says something else. */
    WRONG,
    /** DNS did not answer; nothing is concluded from this. */
    UNKNOWN;

    static RecordVerdict of(Verdict verdict) {
        return switch (verdict) {
            case OK -> OK;
            case MISSING -> MISSING;
            case WRONG -> WRONG;
            case UNKNOWN -> UNKNOWN;
        };
    }
}
