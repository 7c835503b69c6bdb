package lettermill.jinja.render;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import lettermill.jinja.TemplateRuntimeError;
import lettermill.jinja.TemplateSyntaxError;
import lettermill.jinja.UnknownNames;
import lettermill.jinja.builtin.Registry;
import lettermill.jinja.render.Calls.ArgumentList;
import lettermill.jinja.syntax.Expression;
import lettermill.jinja.syntax.Source;
import lettermill.jinja.syntax.Spelling;
import lettermill.jinja.value.None;
import org.jspecify.annotations.Nullable;

/** Turns trees of expressions into closures, and notes what they need. */
final class ExpressionCompiler {
    private final Source source;
    private final Registry registry;
    private final UnknownNames unknownNames;
    private final Set<String> variables = new LinkedHashSet<>();
    private final Set<String> filters = new LinkedHashSet<>();

    ExpressionCompiler(Source source, Registry registry, UnknownNames unknownNames) {
        this.source = source;
        this.registry = registry;
        this.unknownNames = unknownNames;
    }

    Program.Names names() {
        return new Program.Names(
                java.util.Collections.unmodifiableSet(variables), java.util.Collections.unmodifiableSet(filters));
    }

    Evaluation compile(Expression expression, Scope scope) {
        int at = expression.at();
        return switch (expression) {
            case Expression.Constant constant ->
                new Names.Constant(at, constant.value() == Expression.Constant.NONE ? None.NONE : constant.value());
            case Expression.Name name -> name(name.name(), at, scope);
            case Expression.TupleOf tuple -> new Operators.ListOf(at, all(tuple.items(), scope), true);
            case Expression.ListOf list -> new Operators.ListOf(at, all(list.items(), scope), false);
            case Expression.MapOf map -> new Operators.MapOf(at, all(map.keys(), scope), all(map.values(), scope));
            case Expression.Attribute attribute ->
                new Calls.Attribute(at, compile(attribute.node(), scope), attribute.name());
            case Expression.Item item -> item(item, scope);
            case Expression.Slice slice -> throw source.error("a slice must stand in brackets alone", slice.at());
            case Expression.Call call -> call(call, scope, null);
            case Expression.Filtered filtered -> filtered(filtered, scope);
            case Expression.Tested tested -> tested(tested, scope);
            case Expression.Unary unary -> new Operators.Unary(at, unary.operator(), compile(unary.node(), scope));
            case Expression.Binary binary -> binary(binary, scope);
            case Expression.Concat concat -> new Operators.Concat(at, all(concat.items(), scope));
            case Expression.Compare compare ->
                new Operators.Compare(
                        at,
                        compile(compare.first(), scope),
                        compare.operators().toArray(String[]::new),
                        all(compare.rest(), scope));
            case Expression.Conditional conditional -> conditional(conditional, scope);
        };
    }

    Evaluation[] all(List<Expression> expressions, Scope scope) {
        return expressions.stream().map(e -> compile(e, scope)).toArray(Evaluation[]::new);
    }

    private @Nullable Evaluation optional(@Nullable Expression expression, Scope scope) {
        return expression == null ? null : compile(expression, scope);
    }

    private Evaluation name(String name, int at, Scope scope) {
        Evaluation resolved = scope.resolve(name, at);
        boolean special = name.equals("self") || resolved instanceof Names.Super;
        if (!special && scope.needs(name) && !registry.globals().containsKey(name)) {
            variables.add(name);
        }
        return resolved;
    }

    private Evaluation item(Expression.Item item, Scope scope) {
        Evaluation node = compile(item.node(), scope);
        if (item.key() instanceof Expression.Slice slice) {
            return new Calls.Slice(
                    item.at(),
                    node,
                    optional(slice.start(), scope),
                    optional(slice.stop(), scope),
                    optional(slice.step(), scope));
        }
        return new Calls.Item(item.at(), node, compile(item.key(), scope));
    }

    private Evaluation binary(Expression.Binary binary, Scope scope) {
        Evaluation left = compile(binary.left(), scope);
        Evaluation right = compile(binary.right(), scope);
        return switch (binary.operator()) {
            case "and" -> new Operators.And(binary.at(), left, right);
            case "or" -> new Operators.Or(binary.at(), left, right);
            default -> new Operators.Binary(binary.at(), binary.operator(), left, right);
        };
    }

    private Evaluation conditional(Expression.Conditional conditional, Scope scope) {
        boolean soft = scope.soft;
        scope.soft = true;
        Evaluation compiled = new Operators.Conditional(
                conditional.at(),
                compile(conditional.test(), scope),
                compile(conditional.then(), scope),
                optional(conditional.otherwise(), scope));
        scope.soft = soft;
        return compiled;
    }

    /** A call; {@code caller} is the body of a call block. */
    Evaluation call(Expression.Call call, Scope scope, Macro.@Nullable Code caller) {
        Evaluation node = compile(call.node(), scope);
        return new Calls.Call(call.at(), node, arguments(call.arguments(), scope), caller);
    }

    private ArgumentList arguments(Expression.CallArguments arguments, Scope scope) {
        return new ArgumentList(
                all(arguments.positional(), scope),
                arguments.names().toArray(String[]::new),
                all(arguments.named(), scope),
                optional(arguments.list(), scope),
                optional(arguments.map(), scope));
    }

    Calls.Filtered filtered(Expression.Filtered filtered, Scope scope) {
        Evaluation node = filtered.node() == null ? null : compile(filtered.node(), scope);
        filters.add(filtered.name());
        Registry.FilterBody filter = registry.filters().get(filtered.name());
        if (filter == null) {
            TemplateRuntimeError later = unknown(
                    "filter",
                    filtered.name(),
                    filtered.at(),
                    scope,
                    registry.filters().keySet());
            filter = (run, value, arguments) -> {
                throw copy(later);
            };
        }
        return new Calls.Filtered(filtered.at(), node, filter, arguments(filtered.arguments(), scope));
    }

    private Evaluation tested(Expression.Tested tested, Scope scope) {
        Evaluation node = compile(tested.node(), scope);
        Registry.TestBody test = registry.tests().get(tested.name());
        if (test == null) {
            TemplateRuntimeError later = unknown(
                    "test", tested.name(), tested.at(), scope, registry.tests().keySet());
            test = (run, value, arguments) -> {
                throw copy(later);
            };
        }
        return new Calls.Tested(tested.at(), node, test, arguments(tested.arguments(), scope));
    }

    private static TemplateRuntimeError copy(TemplateRuntimeError error) {
        TemplateRuntimeError copy = new TemplateRuntimeError(error.kind(), error.reason());
        copy.suggest(error.suggestion());
        return copy;
    }

    /** The error to throw when it is reached; inside a condition only, elsewhere it is thrown now. */
    private TemplateRuntimeError unknown(String kind, String name, int at, Scope scope, Set<String> known) {
        String suggestion = Spelling.nearest(name, known);
        if (!scope.soft || unknownNames == UnknownNames.REFUSED) {
            TemplateSyntaxError error =
                    source.error(TemplateSyntaxError.Kind.ASSERTION, "No " + kind + " named '" + name + "'.", at);
            error.suggest(suggestion);
            throw error;
        }
        TemplateRuntimeError error = new TemplateRuntimeError(
                TemplateRuntimeError.Kind.RUNTIME, "No " + kind + " named '" + name + "' found.");
        error.suggest(suggestion);
        return error;
    }
}
