package lettermill.jinja.syntax;

import java.util.List;
import lettermill.jinja.TemplateSyntaxError;

/** The tokens of one template and where the parser stands in them. */
final class TokenStream {
    private final Source source;
    private final List<Token> tokens;
    private int index;

    TokenStream(Source source, List<Token> tokens) {
        this.source = source;
        this.tokens = tokens;
        check();
    }

    Token current() {
        return tokens.get(index);
    }

    Token look() {
        return tokens.get(Math.min(index + 1, tokens.size() - 1));
    }

    /** Returns the current token and steps behind it. */
    Token next() {
        Token token = tokens.get(index);
        if (index < tokens.size() - 1) {
            index++;
            check();
        }
        return token;
    }

    private void check() {
        if (current().value() instanceof TemplateSyntaxError error) {
            throw error;
        }
    }

    boolean is(TokenType type) {
        return current().type() == type;
    }

    boolean isName(String name) {
        return current().isName(name);
    }

    boolean isOperator(String sign) {
        return current().isOperator(sign);
    }

    boolean skipName(String name) {
        return isName(name) && next() != null;
    }

    boolean skipOperator(String sign) {
        return isOperator(sign) && next() != null;
    }

    Token expect(TokenType type) {
        return is(type) ? next() : unexpected(type.description());
    }

    Token expectName(String name) {
        return isName(name) ? next() : unexpected(name);
    }

    Token expectOperator(String sign) {
        return isOperator(sign) ? next() : unexpected(sign);
    }

    private Token unexpected(String expected) {
        if (is(TokenType.END)) {
            throw error("unexpected end of template, expected '" + expected + "'.");
        }
        throw error("expected token '" + expected + "', got '" + current().description() + "'");
    }

    /** A syntax error at the current token. */
    TemplateSyntaxError error(String reason) {
        return error(reason, current().at());
    }

    TemplateSyntaxError error(String reason, int at) {
        TemplateSyntaxError error = source.error(reason, at);
        error.advise(Habits.advice(source.text(), at));
        return error;
    }

    TemplateSyntaxError assertion(String reason, int at) {
        return source.error(TemplateSyntaxError.Kind.ASSERTION, reason, at);
    }
}
