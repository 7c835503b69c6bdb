package lettermill.jinja.syntax;

import java.util.ArrayList;
import java.util.List;
import lettermill.jinja.syntax.Expression.CallArguments;
import org.jspecify.annotations.Nullable;

/** Parses literals, names, brackets and arguments. */
final class PrimaryParser {
    /** How the items of a tuple are parsed. */
    enum Items {
        EXPRESSIONS,
        WITHOUT_CONDITIONAL,
        TARGETS,
        TARGETS_OR_ATTRIBUTES
    }

    private final ExpressionParser expressions;
    private final TokenStream stream;
    private final Depth depth;

    PrimaryParser(ExpressionParser expressions) {
        this.expressions = expressions;
        this.stream = expressions.stream;
        this.depth = expressions.depth;
    }

    Expression primary(boolean withNamespace) {
        Token token = stream.current();
        depth.leaf();
        switch (token.type()) {
            case NAME -> {
                return name(withNamespace);
            }
            case STRING -> {
                StringBuilder joined = new StringBuilder(stream.next().value().toString());
                while (stream.is(TokenType.STRING)) {
                    joined.append(stream.next().value());
                }
                return new Expression.Constant(token.at(), joined.toString());
            }
            case INTEGER, FLOAT -> {
                return new Expression.Constant(token.at(), stream.next().value());
            }
            default -> {
                return brackets(token);
            }
        }
    }

    private Expression brackets(Token token) {
        if (stream.isOperator("(")) {
            stream.next();
            Expression node = tuple(Items.EXPRESSIONS, null, true);
            stream.expectOperator(")");
            return node;
        }
        if (stream.isOperator("[")) {
            return list();
        }
        if (stream.isOperator("{")) {
            return map();
        }
        throw stream.error("unexpected '" + token.description() + "'");
    }

    private Expression name(boolean withNamespace) {
        Token token = stream.next();
        switch (token.description()) {
            case "true", "True" -> {
                return new Expression.Constant(token.at(), Boolean.TRUE);
            }
            case "false", "False" -> {
                return new Expression.Constant(token.at(), Boolean.FALSE);
            }
            case "none", "None" -> {
                return new Expression.Constant(token.at(), Expression.Constant.NONE);
            }
            default -> {
                Expression.Name name = new Expression.Name(token.at(), token.description());
                if (withNamespace && stream.skipOperator(".")) {
                    Token attribute = stream.expect(TokenType.NAME);
                    return new Expression.Attribute(attribute.at(), name, attribute.description());
                }
                return name;
            }
        }
    }

    /**
     * One expression, or several with commas as a tuple.
     *
     * @param endName a name that ends it, or null
     * @param parentheses whether nothing at all is an empty tuple
     */
    Expression tuple(Items items, @Nullable String endName, boolean parentheses) {
        int at = stream.current().at();
        List<Expression> nodes = new ArrayList<>();
        boolean isTuple = false;
        int nested = 0;
        while (true) {
            if (!nodes.isEmpty()) {
                stream.expectOperator(",");
            }
            if (endsTuple(endName)) {
                break;
            }
            nodes.add(item(items));
            nested = Math.max(nested, depth.node());
            if (!stream.isOperator(",")) {
                break;
            }
            isTuple = true;
        }
        if (!isTuple) {
            if (!nodes.isEmpty()) {
                return nodes.getFirst();
            }
            if (!parentheses) {
                throw stream.error(
                        "Expected an expression, got '" + stream.current().description() + "'");
            }
        }
        depth.join(nested);
        return new Expression.TupleOf(at, nodes);
    }

    private Expression item(Items items) {
        return switch (items) {
            case EXPRESSIONS -> expressions.expression();
            case WITHOUT_CONDITIONAL -> expressions.withoutConditional();
            case TARGETS -> nestedPrimary(false);
            case TARGETS_OR_ATTRIBUTES -> nestedPrimary(true);
        };
    }

    private Expression nestedPrimary(boolean withNamespace) {
        depth.enter();
        Expression node = primary(withNamespace);
        depth.leave();
        return node;
    }

    private boolean endsTuple(@Nullable String endName) {
        return stream.is(TokenType.VARIABLE_END)
                || stream.is(TokenType.BLOCK_END)
                || stream.isOperator(")")
                || endName != null && stream.isName(endName);
    }

    private Expression list() {
        int at = stream.expectOperator("[").at();
        List<Expression> items = new ArrayList<>();
        int nested = 0;
        while (!stream.isOperator("]")) {
            if (!items.isEmpty()) {
                stream.expectOperator(",");
                if (stream.isOperator("]")) {
                    break;
                }
            }
            items.add(expressions.expression());
            nested = Math.max(nested, depth.node());
        }
        stream.expectOperator("]");
        depth.join(nested);
        return new Expression.ListOf(at, items);
    }

    private Expression map() {
        int at = stream.expectOperator("{").at();
        List<Expression> keys = new ArrayList<>();
        List<Expression> values = new ArrayList<>();
        int nested = 0;
        while (!stream.isOperator("}")) {
            if (!keys.isEmpty()) {
                stream.expectOperator(",");
                if (stream.isOperator("}")) {
                    break;
                }
            }
            keys.add(expressions.expression());
            nested = Math.max(nested, depth.node());
            stream.expectOperator(":");
            values.add(expressions.expression());
            nested = Math.max(nested, depth.node());
        }
        stream.expectOperator("}");
        depth.join(nested);
        return new Expression.MapOf(at, keys, values);
    }

    /** {@code .name}, {@code .0}, {@code [key]} or {@code [a:b]} behind a node. */
    Expression subscript(Expression node) {
        Token token = stream.next();
        if (token.isOperator(".")) {
            Token attribute = stream.next();
            if (attribute.type() == TokenType.NAME) {
                return new Expression.Attribute(attribute.at(), node, attribute.description());
            }
            if (attribute.type() != TokenType.INTEGER) {
                throw stream.error("expected name or number", attribute.at());
            }
            return new Expression.Item(token.at(), node, new Expression.Constant(attribute.at(), attribute.value()));
        }
        List<Expression> keys = new ArrayList<>();
        int nested = 0;
        while (!stream.isOperator("]")) {
            if (!keys.isEmpty()) {
                stream.expectOperator(",");
            }
            keys.add(slice());
            nested = Math.max(nested, depth.node());
        }
        stream.expectOperator("]");
        depth.join(nested);
        Expression key = keys.size() == 1 ? keys.getFirst() : new Expression.TupleOf(token.at(), keys);
        return new Expression.Item(token.at(), node, key);
    }

    private Expression slice() {
        int at = stream.current().at();
        Expression start = null;
        if (!stream.isOperator(":")) {
            start = expressions.expression();
            if (!stream.isOperator(":")) {
                return start;
            }
        }
        stream.next();
        Expression stop = slicePart();
        Expression step = stream.skipOperator(":") ? slicePart() : null;
        return new Expression.Slice(at, start, stop, step);
    }

    private @Nullable Expression slicePart() {
        boolean absent = stream.isOperator(":") || stream.isOperator("]") || stream.isOperator(",");
        return absent ? null : expressions.expression();
    }

    CallArguments arguments() {
        int at = stream.expectOperator("(").at();
        List<Expression> positional = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<Expression> named = new ArrayList<>();
        Expression list = null;
        Expression map = null;
        int nested = 0;
        boolean first = true;
        while (!stream.isOperator(")")) {
            if (!first) {
                stream.expectOperator(",");
                if (stream.isOperator(")")) {
                    break;
                }
            }
            first = false;
            if (stream.isOperator("*")) {
                ensure(list == null && map == null, at);
                stream.next();
                list = expressions.expression();
            } else if (stream.isOperator("**")) {
                ensure(map == null, at);
                stream.next();
                map = expressions.expression();
            } else if (stream.is(TokenType.NAME) && stream.look().isOperator("=")) {
                ensure(map == null, at);
                names.add(stream.next().description());
                stream.next();
                named.add(expressions.expression());
            } else {
                ensure(list == null && map == null && named.isEmpty(), at);
                positional.add(expressions.expression());
            }
            nested = Math.max(nested, depth.node());
        }
        stream.expectOperator(")");
        depth.join(nested);
        return new CallArguments(positional, names, named, list, map);
    }

    private void ensure(boolean right, int at) {
        if (!right) {
            throw stream.error("invalid syntax for function call expression", at);
        }
    }
}
