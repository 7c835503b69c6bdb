package lettermill.jinja.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import lettermill.jinja.syntax.Expression.CallArguments;
import org.jspecify.annotations.Nullable;

/** Parses operators, with Python's precedence but for {@code ~}, tests and filters, which are Jinja2's. */
class ExpressionParser {
    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");
    private static final Set<String> PRODUCTS = Set.of("*", "/", "//", "%");

    final TokenStream stream;
    final Depth depth;
    private final PrimaryParser primary;

    ExpressionParser(TokenStream stream) {
        this.stream = stream;
        this.depth = new Depth(stream);
        this.primary = new PrimaryParser(this);
    }

    PrimaryParser primary() {
        return primary;
    }

    Expression expression() {
        int at = stream.current().at();
        depth.enter();
        Expression result = or();
        while (stream.skipName("if")) {
            int nested = depth.node();
            Expression test = or();
            nested = depth.join(nested);
            Expression otherwise = stream.skipName("else") ? expression() : null;
            depth.join(nested);
            result = new Expression.Conditional(at, test, result, otherwise);
        }
        depth.leave();
        return result;
    }

    Expression withoutConditional() {
        return or();
    }

    private Expression or() {
        Expression left = and();
        while (stream.isName("or")) {
            int at = stream.next().at();
            int nested = depth.node();
            left = new Expression.Binary(at, "or", left, and());
            depth.join(nested);
        }
        return left;
    }

    private Expression and() {
        Expression left = not();
        while (stream.isName("and")) {
            int at = stream.next().at();
            int nested = depth.node();
            left = new Expression.Binary(at, "and", left, not());
            depth.join(nested);
        }
        return left;
    }

    private Expression not() {
        if (!stream.isName("not")) {
            return compare();
        }
        int at = stream.next().at();
        depth.enter();
        Expression node = new Expression.Unary(at, "not", not());
        depth.leave();
        depth.join(0);
        return node;
    }

    private Expression compare() {
        Expression first = sum();
        List<String> operators = new ArrayList<>();
        List<Expression> rest = new ArrayList<>();
        int at = stream.current().at();
        int nested = depth.node();
        while (true) {
            if (stream.is(TokenType.OPERATOR)
                    && COMPARISONS.contains(stream.current().description())) {
                operators.add(stream.next().description());
            } else if (stream.skipName("in")) {
                operators.add("in");
            } else if (stream.isName("not") && stream.look().isName("in")) {
                stream.next();
                stream.next();
                operators.add("notin");
            } else {
                break;
            }
            rest.add(sum());
            nested = Math.max(nested, depth.node());
        }
        if (operators.isEmpty()) {
            return first;
        }
        depth.join(nested);
        return new Expression.Compare(at, first, operators, rest);
    }

    private Expression sum() {
        Expression left = concat();
        while (stream.isOperator("+") || stream.isOperator("-")) {
            Token operator = stream.next();
            int nested = depth.node();
            left = new Expression.Binary(operator.at(), operator.description(), left, concat());
            depth.join(nested);
        }
        return left;
    }

    private Expression concat() {
        Expression first = product();
        if (!stream.isOperator("~")) {
            return first;
        }
        int at = stream.current().at();
        List<Expression> items = new ArrayList<>(List.of(first));
        int nested = depth.node();
        while (stream.skipOperator("~")) {
            items.add(product());
            nested = Math.max(nested, depth.node());
        }
        depth.join(nested);
        return new Expression.Concat(at, items);
    }

    private Expression product() {
        Expression left = power();
        while (stream.is(TokenType.OPERATOR)
                && PRODUCTS.contains(stream.current().description())) {
            Token operator = stream.next();
            int nested = depth.node();
            left = new Expression.Binary(operator.at(), operator.description(), left, power());
            depth.join(nested);
        }
        return left;
    }

    private Expression power() {
        Expression left = unary(true);
        while (stream.isOperator("**")) {
            int at = stream.next().at();
            int nested = depth.node();
            left = new Expression.Binary(at, "**", left, unary(true));
            depth.join(nested);
        }
        return left;
    }

    private Expression unary(boolean withFilters) {
        Expression node;
        depth.enter();
        if (stream.isOperator("-") || stream.isOperator("+")) {
            Token sign = stream.next();
            node = new Expression.Unary(sign.at(), sign.description(), unary(false));
            depth.join(0);
        } else {
            node = primary.primary(false);
        }
        node = postfix(node);
        node = withFilters ? filters(node) : node;
        depth.leave();
        return node;
    }

    Expression postfix(Expression start) {
        Expression node = start;
        while (true) {
            int nested = depth.node();
            if (stream.isOperator(".") || stream.isOperator("[")) {
                node = primary.subscript(node);
            } else if (stream.isOperator("(")) {
                node = call(node);
            } else {
                return node;
            }
            depth.join(nested);
        }
    }

    private Expression call(Expression node) {
        int at = stream.current().at();
        return new Expression.Call(at, node, primary.arguments());
    }

    private Expression filters(Expression start) {
        Expression node = start;
        while (true) {
            int nested = depth.node();
            if (stream.isOperator("|")) {
                stream.next();
                node = filter(node);
            } else if (stream.isName("is")) {
                node = test(node);
            } else if (stream.isOperator("(")) {
                node = call(node);
            } else {
                return node;
            }
            depth.join(nested);
        }
    }

    /** A filter's name and arguments; the bar is behind us. */
    Expression.Filtered filter(@Nullable Expression node) {
        int at = stream.current().at();
        String name = dottedName();
        CallArguments arguments = stream.isOperator("(") ? primary.arguments() : CallArguments.NONE;
        return new Expression.Filtered(at, node, name, arguments);
    }

    private String dottedName() {
        StringBuilder name = new StringBuilder(stream.expect(TokenType.NAME).description());
        while (stream.skipOperator(".")) {
            name.append('.').append(stream.expect(TokenType.NAME).description());
        }
        return name.toString();
    }

    private Expression test(Expression node) {
        int at = stream.next().at();
        boolean negated = stream.skipName("not");
        int nameAt = stream.current().at();
        String name = dottedName();
        CallArguments arguments = CallArguments.NONE;
        if (stream.isOperator("(")) {
            arguments = primary.arguments();
        } else if (startsOperand()) {
            if (stream.isName("is")) {
                throw stream.error("You cannot chain multiple tests with is");
            }
            Expression argument = postfix(primary.primary(false));
            arguments = new CallArguments(List.of(argument), List.of(), List.of(), null, null);
        }
        Expression test = new Expression.Tested(nameAt, node, name, arguments);
        return negated ? new Expression.Unary(at, "not", test) : test;
    }

    private boolean startsOperand() {
        return switch (stream.current().type()) {
            case STRING, INTEGER, FLOAT -> true;
            case NAME -> !stream.isName("else") && !stream.isName("or") && !stream.isName("and");
            case OPERATOR -> stream.isOperator("[") || stream.isOperator("{");
            default -> false;
        };
    }
}
