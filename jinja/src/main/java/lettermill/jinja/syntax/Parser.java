package lettermill.jinja.syntax;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import lettermill.jinja.Extension;
import lettermill.jinja.Syntax;
import lettermill.jinja.TemplateSyntaxError;
import lettermill.jinja.syntax.PrimaryParser.Items;
import org.jspecify.annotations.Nullable;

/** Parses a whole template; {@link TagParser} knows the single tags. */
public final class Parser {
    private final Source source;
    private final TokenStream stream;
    private final ExpressionParser expressions;
    private final TagParser tags;
    private final Deque<Token> tagStack = new ArrayDeque<>();
    private final Deque<List<String>> endStack = new ArrayDeque<>();

    private Parser(Source source, Syntax syntax, Set<Extension> extensions) {
        this.source = source;
        this.stream = new TokenStream(source, Lexer.tokens(source, syntax));
        this.expressions = new ExpressionParser(stream);
        this.tags = new TagParser(this, expressions, extensions);
    }

    /**
     * Parses.
     *
     * @throws lettermill.jinja.TemplateSyntaxError if the template isn't Jinja
     */
    public static List<Statement> parse(Source source, Syntax syntax, Set<Extension> extensions) {
        return new Parser(source, syntax, extensions).statements(List.of());
    }

    /** Behind a tag's own words: its end, and everything up to one of {@code ends}, which is then current. */
    List<Statement> body(String... ends) {
        stream.skipOperator(":");
        stream.expect(TokenType.BLOCK_END);
        List<Statement> body = statements(List.of(ends));
        if (stream.is(TokenType.END)) {
            endStack.push(List.of(ends));
            throw unknownTag(null);
        }
        return body;
    }

    /** As {@link #body}, and steps over the end tag's name. */
    List<Statement> bodyTo(String end) {
        List<Statement> body = body(end);
        stream.next();
        return body;
    }

    private List<Statement> statements(List<String> ends) {
        if (!ends.isEmpty()) {
            endStack.push(ends);
        }
        expressions.depth.enter();
        List<Statement> body = new ArrayList<>();
        while (!stream.is(TokenType.END)) {
            Token token = stream.next();
            switch (token.type()) {
                case DATA ->
                    body.add(new Statement.Text(token.at(), token.value().toString()));
                case VARIABLE_BEGIN -> {
                    Expression value = expressions.primary().tuple(Items.EXPRESSIONS, null, false);
                    body.add(new Statement.Print(value.at(), value));
                    stream.expect(TokenType.VARIABLE_END);
                }
                default -> {
                    if (stream.is(TokenType.NAME)
                            && ends.contains(stream.current().description())) {
                        endStack.pop();
                        expressions.depth.leave();
                        return body;
                    }
                    statement(body);
                    stream.expect(TokenType.BLOCK_END);
                }
            }
        }
        if (!ends.isEmpty()) {
            endStack.pop();
        }
        expressions.depth.leave();
        return body;
    }

    private void statement(List<Statement> body) {
        Token tag = stream.current();
        if (tag.type() != TokenType.NAME) {
            throw stream.error("tag name expected");
        }
        tagStack.push(tag);
        if (!tags.parse(tag, body)) {
            tagStack.pop();
            throw unknownTag(tag);
        }
        tagStack.pop();
    }

    private RuntimeException unknownTag(@Nullable Token tag) {
        StringBuilder message = new StringBuilder(
                tag == null ? "Unexpected end of template." : "Encountered unknown tag '" + tag.description() + "'.");
        if (!endStack.isEmpty()) {
            String looking = "'" + String.join("' or '", endStack.peek()) + "'";
            boolean outer = tag != null && endStack.stream().anyMatch(e -> e.contains(tag.description()));
            message.append(
                    outer
                            ? " You probably made a nesting mistake. Jinja is expecting this tag, but currently looking"
                                    + " for " + looking + "."
                            : " Jinja was looking for the following tags: " + looking + ".");
        }
        Token innermost = tagStack.peek();
        if (innermost != null) {
            message.append(" The innermost block that needs to be closed is '")
                    .append(innermost.description())
                    .append("'.");
        }
        TemplateSyntaxError error = source.error(message.toString(), (tag == null ? stream.current() : tag).at());
        if (tag != null) {
            error.advise(Habits.tag(tag.description()));
            error.suggest(error.advice() == null ? nearestTag(tag.description()) : null);
        }
        if (error.suggestion() != null) {
            return error;
        }
        if (innermost != null) {
            String name = innermost.description();
            error.advise("Close the tag '" + name + "' of line " + source.line(innermost.at()) + " with {% end" + name
                    + " %}" + (tag == null ? "." : " before."));
        } else if (tag != null
                && (tag.isName("else")
                        || tag.isName("elif")
                        || tag.description().startsWith("end"))) {
            error.advise("No tag is open that '" + tag.description() + "' could belong to.");
        }
        return error;
    }

    private @Nullable String nearestTag(String name) {
        List<String> possible = new ArrayList<>(TagParser.TAGS);
        endStack.forEach(possible::addAll);
        return possible.contains(name) ? null : Spelling.nearest(name, possible);
    }
}
