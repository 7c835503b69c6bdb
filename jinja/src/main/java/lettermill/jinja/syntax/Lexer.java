package lettermill.jinja.syntax;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import lettermill.jinja.Syntax;
import lettermill.jinja.TemplateSyntaxError;
import lettermill.jinja.syntax.Openers.Kind;
import lettermill.jinja.syntax.Openers.Opening;

/** Cuts a template into tokens, with Jinja2's rules for whitespace around tags. */
final class Lexer {
    private static final String[] OPERATORS = {
        "//", "**", "==", "!=", ">=", "<=", "+", "-", "/", "*", "%", "~", "[", "]", "(", ")", "{", "}", ">", "<", "=",
        ".", ":", "|", ",", ";"
    };

    private final Syntax syntax;
    private final Source source;
    private final String text;
    private final Literals literals;
    private final Openers openers;
    private final List<Token> tokens = new ArrayList<>();
    private final Deque<String> open = new ArrayDeque<>();
    private int pos;

    private Lexer(Source source, Syntax syntax) {
        this.source = source;
        this.syntax = syntax;
        this.text = source.text();
        this.literals = new Literals(source, syntax.newline());
        this.openers = new Openers(syntax);
    }

    /** The tokens of a template, ended by {@link TokenType#END} or {@link TokenType#ERROR}. */
    static List<Token> tokens(Source source, Syntax syntax) {
        Lexer lexer = new Lexer(source, syntax);
        try {
            lexer.run();
        } catch (TemplateSyntaxError e) {
            e.advise(Habits.advice(source.text(), lexer.pos));
            lexer.add(TokenType.ERROR, lexer.pos, e);
        }
        return lexer.tokens;
    }

    private void run() {
        while (pos < text.length()) {
            int from = pos;
            Opening opening = openers.next(text, from);
            if (opening == null) {
                add(TokenType.DATA, from, newlines(text.substring(from)));
                pos = text.length();
                break;
            }
            data(from, opening.start(), opening.sign(), opening.kind() != Kind.VARIABLE);
            pos = opening.end();
            switch (opening.kind()) {
                case COMMENT -> comment(opening.start());
                case LINE_COMMENT -> {
                    int end = text.indexOf('\n', pos);
                    pos = end < 0 ? text.length() : end;
                }
                case RAW -> raw(opening.start());
                case VARIABLE -> tag(TokenType.VARIABLE_BEGIN, TokenType.VARIABLE_END, opening);
                case BLOCK, LINE_STATEMENT -> tag(TokenType.BLOCK_BEGIN, TokenType.BLOCK_END, opening);
            }
        }
        int last = tokens.isEmpty() ? 0 : tokens.getLast().at();
        add(TokenType.END, last, "");
    }

    private void add(TokenType type, int at, Object value) {
        tokens.add(new Token(type, at, value));
    }

    /** Template text up to a tag, stripped as the tag's sign and the options say. */
    private void data(int from, int to, char sign, boolean mayStrip) {
        String data = text.substring(from, to);
        if (sign == '-') {
            data = Blank.stripEnd(data);
        } else if (sign != '+' && mayStrip && syntax.whitespace().lstripBlocks()) {
            int lineStart = data.lastIndexOf('\n') + 1;
            boolean atLineStart = lineStart > 0 || from == 0 || text.charAt(from - 1) == '\n';
            if (atLineStart && Blank.skip(data, lineStart) == data.length()) {
                data = data.substring(0, lineStart);
            }
        }
        if (!data.isEmpty()) {
            add(TokenType.DATA, from, newlines(data));
        }
    }

    private String newlines(String data) {
        return syntax.newline().equals("\n") ? data : data.replace("\n", syntax.newline());
    }

    private void comment(int start) {
        int end = text.indexOf(syntax.comment().end(), pos);
        if (end < 0) {
            throw source.error("Missing end of comment tag", start);
        }
        char before = end > pos ? text.charAt(end - 1) : 0;
        pos = behindEnd(end + syntax.comment().end().length(), before);
    }

    /** Where the text goes on behind a closing delimiter that ends at {@code at}. */
    private int behindEnd(int at, char sign) {
        if (sign == '-') {
            return Blank.skip(text, at);
        }
        boolean trim = sign != '+' && syntax.whitespace().trimBlocks();
        return trim && at < text.length() && text.charAt(at) == '\n' ? at + 1 : at;
    }

    private void raw(int start) {
        String open = syntax.block().start();
        String close = syntax.block().end();
        for (int i = text.indexOf(open, pos); i >= 0; i = text.indexOf(open, i + 1)) {
            int at = i + open.length();
            char sign = at < text.length() ? text.charAt(at) : 0;
            boolean signed = sign == '-' || sign == '+';
            at = Blank.skip(text, signed ? at + 1 : at);
            if (!text.startsWith("endraw", at)) {
                continue;
            }
            at = Blank.skip(text, at + 6);
            char endSign = at < text.length() && text.startsWith(close, at + 1) ? text.charAt(at) : 0;
            if (endSign != '-' && endSign != '+') {
                endSign = 0;
            }
            if (text.startsWith(close, endSign == 0 ? at : at + 1)) {
                data(pos, i, signed ? sign : 0, true);
                pos = behindEnd((endSign == 0 ? at : at + 1) + close.length(), endSign);
                return;
            }
        }
        throw source.error("Missing end of raw directive", start);
    }

    private void tag(TokenType begin, TokenType end, Opening opening) {
        add(begin, opening.start(), "");
        open.clear();
        boolean line = opening.kind() == Kind.LINE_STATEMENT;
        while (open.isEmpty() ? !ended(end, line) : pos < text.length()) {
            int next = Blank.skip(text, pos);
            if (next > pos) {
                pos = next;
            } else if (pos >= text.length()) {
                return;
            } else {
                token();
            }
        }
    }

    /** Adds the token that ends a tag if it stands here. */
    private boolean ended(TokenType end, boolean line) {
        if (line) {
            int at = Blank.skip(text, pos);
            int newline = text.lastIndexOf('\n', at - 1);
            if (newline < pos && at < text.length()) {
                return false;
            }
            add(end, pos, "");
            pos = newline >= pos && at < text.length() ? newline + 1 : at;
            return true;
        }
        String close = end == TokenType.BLOCK_END
                ? syntax.block().end()
                : syntax.variable().end();
        char sign = pos < text.length() && text.startsWith(close, pos + 1) ? text.charAt(pos) : 0;
        boolean signed = sign == '-' || sign == '+' && end == TokenType.BLOCK_END;
        if (!signed && !text.startsWith(close, pos)) {
            return false;
        }
        add(end, pos, "");
        int behind = pos + close.length() + (signed ? 1 : 0);
        if (end == TokenType.BLOCK_END) {
            pos = behindEnd(behind, signed ? sign : 0);
        } else {
            pos = signed ? Blank.skip(text, behind) : behind;
        }
        return true;
    }

    private void token() {
        char c = text.charAt(pos);
        Token token = null;
        if (c >= '0' && c <= '9') {
            token = literals.number(pos);
        } else if (c == '\'' || c == '"') {
            token = literals.string(pos);
        } else if (Character.isUnicodeIdentifierPart(text.codePointAt(pos)) || c == '_') {
            token = literals.name(pos);
        }
        if (token != null) {
            tokens.add(token);
            pos = literals.end();
            return;
        }
        for (String operator : OPERATORS) {
            if (text.startsWith(operator, pos)) {
                balance(operator);
                add(TokenType.OPERATOR, pos, operator);
                pos += operator.length();
                return;
            }
        }
        throw unexpected(pos);
    }

    private TemplateSyntaxError unexpected(int at) {
        String character = Character.toString(text.codePointAt(at));
        String quoted = character.equals("'") ? "\"'\"" : "'" + (character.equals("\\") ? "\\\\" : character) + "'";
        return source.error("unexpected char " + quoted + " at " + text.codePointCount(0, at), at);
    }

    private void balance(String operator) {
        switch (operator) {
            case "(" -> open.push(")");
            case "[" -> open.push("]");
            case "{" -> open.push("}");
            case ")", "]", "}" -> {
                if (open.isEmpty()) {
                    throw source.error("unexpected '" + operator + "'", pos);
                }
                String expected = open.pop();
                if (!expected.equals(operator)) {
                    throw source.error("unexpected '" + operator + "', expected '" + expected + "'", pos);
                }
            }
            default -> {}
        }
    }
}
