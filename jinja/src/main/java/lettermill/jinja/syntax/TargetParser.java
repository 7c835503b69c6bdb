package lettermill.jinja.syntax;

import java.util.Set;
import lettermill.jinja.syntax.PrimaryParser.Items;
import org.jspecify.annotations.Nullable;

/** Parses what stands at the left of an assignment. */
final class TargetParser {
    private final PrimaryParser primary;
    private final TokenStream stream;

    TargetParser(ExpressionParser expressions) {
        this.primary = expressions.primary();
        this.stream = expressions.stream;
    }

    String name() {
        Token token = stream.expect(TokenType.NAME);
        refuseConstant(token.description(), token.at());
        return token.description();
    }

    Expression parse(Items items, @Nullable String endName) {
        Expression target = primary.tuple(items, endName, false);
        check(target);
        return target;
    }

    private void check(Expression target) {
        switch (target) {
            case Expression.Name name -> refuseConstant(name.name(), name.at());
            case Expression.Attribute ignored -> {}
            case Expression.TupleOf tuple -> tuple.items().forEach(this::check);
            case Expression.Constant constant -> throw stream.error("can't assign to 'const'", constant.at());
            case Expression.ListOf list -> throw stream.error("can't assign to 'list'", list.at());
            case Expression.MapOf map -> throw stream.error("can't assign to 'dict'", map.at());
            default -> throw stream.error("can't assign to this expression", target.at());
        }
    }

    private void refuseConstant(String name, int at) {
        if (Set.of("true", "false", "none", "True", "False", "None").contains(name)) {
            throw stream.error("can't assign to 'name'", at);
        }
    }
}
