package lettermill.jinja.syntax;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import lettermill.jinja.Syntax;
import org.jspecify.annotations.Nullable;

/** Finds where template text ends and a tag begins; the longest delimiter wins where several fit. */
final class Openers {
    enum Kind {
        VARIABLE,
        LINE_STATEMENT,
        LINE_COMMENT,
        COMMENT,
        BLOCK,
        RAW
    }

    /**
     * A tag's beginning.
     *
     * @param start offset of its first character, which for line prefixes is a blank before it
     * @param end offset behind it and its whitespace sign
     * @param sign {@code -}, {@code +} or 0
     */
    record Opening(Kind kind, int start, int end, char sign) {}

    private record Opener(Kind kind, String text) {}

    private final Syntax syntax;
    private final List<Opener> openers = new ArrayList<>();
    private final boolean linePrefixes;
    /** The one character all delimiters begin with, or 0. */
    private final char common;

    Openers(Syntax syntax) {
        this.syntax = syntax;
        openers.add(new Opener(Kind.COMMENT, syntax.comment().start()));
        openers.add(new Opener(Kind.BLOCK, syntax.block().start()));
        openers.add(new Opener(Kind.VARIABLE, syntax.variable().start()));
        if (syntax.lineStatementPrefix() != null) {
            openers.add(new Opener(Kind.LINE_STATEMENT, syntax.lineStatementPrefix()));
        }
        if (syntax.lineCommentPrefix() != null) {
            openers.add(new Opener(Kind.LINE_COMMENT, syntax.lineCommentPrefix()));
        }
        // Equal lengths: Jinja2 sorts by the token's name, backwards, which is the order of Kind.
        openers.sort(Comparator.comparingInt((Opener o) -> -o.text.length()).thenComparing(Opener::kind));
        linePrefixes = syntax.lineStatementPrefix() != null || syntax.lineCommentPrefix() != null;
        char first = openers.getFirst().text.charAt(0);
        common = !linePrefixes && openers.stream().allMatch(o -> o.text.charAt(0) == first) ? first : 0;
    }

    /** The first opening at or behind {@code from}, or null. */
    @Nullable
    Opening next(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (common != 0) {
                i = text.indexOf(common, i);
                if (i < 0) {
                    return null;
                }
            }
            Opening opening = at(text, i);
            if (opening != null) {
                return opening;
            }
        }
        return null;
    }

    private @Nullable Opening at(String text, int i) {
        int raw = rawTag(text, i);
        if (raw >= 0) {
            char sign = text.charAt(i + syntax.block().start().length());
            return new Opening(Kind.RAW, i, raw, sign == '-' || sign == '+' ? sign : 0);
        }
        for (Opener opener : openers) {
            int start = i;
            if (opener.kind == Kind.LINE_STATEMENT) {
                start = i == 0 || text.charAt(i - 1) == '\n' ? skip(text, i, " \t\u000b") : -1;
            } else if (opener.kind == Kind.LINE_COMMENT) {
                boolean allowed = i == 0 || text.charAt(i - 1) == '\n' || !Blank.is(text.charAt(i - 1));
                start = allowed ? skipBlanksInLine(text, i) : -1;
            }
            if (start >= 0 && text.startsWith(opener.text, start)) {
                int end = start + opener.text.length();
                char sign = end < text.length() ? text.charAt(end) : 0;
                boolean signed = sign == '-' || sign == '+';
                return new Opening(opener.kind, i, signed ? end + 1 : end, signed ? sign : 0);
            }
        }
        return null;
    }

    /** Offset behind {@code {% raw %}} at {@code i}, or -1. */
    private int rawTag(String text, int i) {
        if (!text.startsWith(syntax.block().start(), i)) {
            return -1;
        }
        int at = i + syntax.block().start().length();
        if (at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
            at++;
        }
        at = Blank.skip(text, at);
        if (!text.startsWith("raw", at)) {
            return -1;
        }
        at = Blank.skip(text, at + 3);
        if (text.startsWith("-" + syntax.block().end(), at)) {
            return Blank.skip(text, at + 1 + syntax.block().end().length());
        }
        return text.startsWith(syntax.block().end(), at)
                ? at + syntax.block().end().length()
                : -1;
    }

    private static int skip(String text, int from, String characters) {
        int i = from;
        while (i < text.length() && characters.indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        return i;
    }

    private static int skipBlanksInLine(String text, int from) {
        int i = from;
        while (i < text.length() && Blank.is(text.charAt(i)) && text.charAt(i) != '\n' && text.charAt(i) != '\r') {
            i++;
        }
        return i;
    }
}
