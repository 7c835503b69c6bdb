package lettermill.wire.domain;

/**
 * One thing that somebody who looked closely would say.
 *
 * @param what a sentence on what is the case
 * @param advice a sentence on what to do; empty if there is nothing to do
 */
public record Finding(Severity severity, String what, String advice) {
    public enum Severity {
        /** As it should be, or good to know. */
        NOTE,
        /** Mail can be sent, but something will hurt sooner or later; or nobody knows for the moment. */
        WARNING,
        /** Receivers will refuse or distrust mail. */
        ERROR
    }
}
