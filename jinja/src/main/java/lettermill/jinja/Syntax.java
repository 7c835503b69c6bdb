package lettermill.jinja;

import org.jspecify.annotations.Nullable;

/**
 * Delimiters and whitespace, as the arguments of Jinja2's Environment; all strings non-empty.
 *
 * @param lineStatementPrefix begins a statement that ends with the line, or null for none
 * @param lineCommentPrefix begins a comment that ends with the line, or null for none
 * @param whitespace what is removed around tags unasked
 * @param newline what every line break of the template becomes
 */
public record Syntax(
        Pair block,
        Pair variable,
        Pair comment,
        @Nullable String lineStatementPrefix,
        @Nullable String lineCommentPrefix,
        Whitespace whitespace,
        String newline) {
    /** <code>{% %} {{ }} {# #}</code>, no line prefixes, whitespace kept but for one newline at the end. */
    public static final Syntax STANDARD = new Syntax(
            new Pair("{%", "%}"),
            new Pair("{{", "}}"),
            new Pair("{#", "#}"),
            null,
            null,
            new Whitespace(false, false, false),
            "\n");

    /** A start and an end delimiter. */
    public record Pair(String start, String end) {
        public Pair {
            if (start.isEmpty() || end.isEmpty()) {
                throw new IllegalArgumentException("a delimiter must not be empty");
            }
        }
    }

    /**
     * Whitespace control.
     *
     * @param trimBlocks the newline after a block tag is removed
     * @param lstripBlocks blanks between the start of a line and a block tag are removed
     * @param keepTrailingNewline the newline at the template's end stays
     */
    public record Whitespace(boolean trimBlocks, boolean lstripBlocks, boolean keepTrailingNewline) {}

    /** The same with other block delimiters. */
    public Syntax withBlock(String start, String end) {
        return new Syntax(
                new Pair(start, end), variable, comment, lineStatementPrefix, lineCommentPrefix, whitespace, newline);
    }

    /** The same with other variable delimiters. */
    public Syntax withVariable(String start, String end) {
        return new Syntax(
                block, new Pair(start, end), comment, lineStatementPrefix, lineCommentPrefix, whitespace, newline);
    }

    /** The same with other comment delimiters. */
    public Syntax withComment(String start, String end) {
        return new Syntax(
                block, variable, new Pair(start, end), lineStatementPrefix, lineCommentPrefix, whitespace, newline);
    }

    /** The same with line prefixes; null for none. */
    public Syntax withLinePrefixes(@Nullable String statement, @Nullable String lineComment) {
        return new Syntax(block, variable, comment, statement, lineComment, whitespace, newline);
    }

    /** The same with other whitespace control. */
    public Syntax withWhitespace(Whitespace other) {
        return new Syntax(block, variable, comment, lineStatementPrefix, lineCommentPrefix, other, newline);
    }

    /** The same with another newline. */
    public Syntax withNewline(String other) {
        return new Syntax(block, variable, comment, lineStatementPrefix, lineCommentPrefix, whitespace, other);
    }
}
