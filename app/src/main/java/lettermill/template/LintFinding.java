package lettermill.template;

import org.jspecify.annotations.Nullable;

/**
 * Something about a template that its author should know before it is mailed.
 *
 * @param field the part it is in, e.g. {@code body_html}
 * @param line from 1; null when it concerns the whole part
 * @param column from 1; null when it concerns the whole part
 * @param wrong what is wrong
 * @param right what would be right
 */
public record LintFinding(
        Rule rule,
        Severity severity,
        String field,
        @Nullable Integer line,
        @Nullable Integer column,
        String wrong,
        String right) {

    /** What was looked for. */
    public enum Rule {
        SYNTAX,
        SIZE,
        UNSUBSCRIBE_MISSING,
        POSTAL_ADDRESS_MISSING,
        ALT_MISSING,
        LINK_EMPTY,
        VARIABLE_UNDECLARED,
        VARIABLE_UNUSED
    }

    /** ERROR: a campaign can't start with it. WARNING: it can, and better wouldn't. */
    public enum Severity {
        ERROR,
        WARNING
    }
}
