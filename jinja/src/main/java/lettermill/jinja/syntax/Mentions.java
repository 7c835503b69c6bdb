package lettermill.jinja.syntax;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which names a piece of a template reads, blocks left out, and which it assigns. */
public final class Mentions {
    private final Set<String> found = new HashSet<>();
    private boolean scopedBlock;

    private Mentions() {}

    /** Names read anywhere in the statements, but not in blocks, which have no access to them. */
    public static Set<String> read(List<Statement> body) {
        Mentions mentions = new Mentions();
        mentions.statements(body);
        return mentions.found;
    }

    /** Whether a block in the statements wants the local variables. */
    public static boolean hasScopedBlock(List<Statement> body) {
        Mentions mentions = new Mentions();
        mentions.statements(body);
        return mentions.scopedBlock;
    }

    /** Names assigned in the scope that has these statements, not in scopes inside it. */
    public static Set<String> assigned(List<Statement> body) {
        Set<String> names = new LinkedHashSet<>();
        assigned(body, names);
        return names;
    }

    private static void assigned(List<Statement> body, Set<String> names) {
        for (Statement statement : body) {
            switch (statement) {
                case Statement.Assign assign -> targets(assign.target(), names);
                case Statement.AssignBlock assign -> targets(assign.target(), names);
                case Statement.Macro macro -> names.add(macro.name());
                case Statement.Import module -> names.add(module.target());
                case Statement.FromImport from -> names.addAll(from.aliases());
                case Statement.If condition -> {
                    condition.branches().forEach(branch -> assigned(branch.body(), names));
                    assigned(condition.otherwise(), names);
                }
                default -> {}
            }
        }
    }

    /**
     * Names whose first use in the scope that has these statements is an assignment outside of conditions: Jinja2 then
     * never looks for them in the context, not even where an inner scope reads them earlier.
     */
    public static Set<String> assignedFirst(List<Statement> body) {
        Mentions before = new Mentions();
        Set<String> names = new HashSet<>();
        for (Statement statement : body) {
            before.ownLevel(statement);
            Set<String> now = assigned(List.of(statement));
            if (statement instanceof Statement.If) {
                before.found.addAll(now);
            } else {
                now.removeAll(before.found);
                names.addAll(now);
            }
        }
        return names;
    }

    /** Names read by the scope that has these statements itself. */
    public static Set<String> readHere(List<Statement> body) {
        Mentions mentions = new Mentions();
        body.forEach(mentions::ownLevel);
        return mentions.found;
    }

    private void ownLevel(Statement statement) {
        switch (statement) {
            case Statement.For loop -> expression(loop.items());
            case Statement.With with -> expressions(with.values());
            case Statement.CallBlock call -> expression(call.call());
            case Statement.FilterBlock filter -> expression(filter.filter());
            case Statement.If condition -> {
                condition.branches().forEach(branch -> {
                    expression(branch.test());
                    branch.body().forEach(this::ownLevel);
                });
                condition.otherwise().forEach(this::ownLevel);
            }
            case Statement.Macro ignored -> {}
            case Statement.AssignBlock assign -> targetReads(assign.target());
            case Statement.Autoescape ignored -> {}
            default -> statement(statement);
        }
    }

    /** The names of an assignment's target. */
    public static void targets(Expression target, Set<String> names) {
        if (target instanceof Expression.Name name) {
            names.add(name.name());
        } else if (target instanceof Expression.TupleOf tuple) {
            tuple.items().forEach(item -> targets(item, names));
        }
    }

    private void statements(List<Statement> body) {
        body.forEach(this::statement);
    }

    private void statement(Statement statement) {
        switch (statement) {
            case Statement.Print print -> expression(print.value());
            case Statement.Do action -> expression(action.value());
            case Statement.For loop -> {
                expression(loop.items());
                expression(loop.test());
                statements(loop.body());
                statements(loop.otherwise());
            }
            case Statement.If condition -> {
                condition.branches().forEach(branch -> {
                    expression(branch.test());
                    statements(branch.body());
                });
                statements(condition.otherwise());
            }
            case Statement.With with -> {
                expressions(with.values());
                statements(with.body());
            }
            case Statement.Autoescape autoescape -> {
                expression(autoescape.value());
                statements(autoescape.body());
            }
            case Statement.Block block -> scopedBlock |= block.scoped();
            case Statement.Extends inherit -> expression(inherit.template());
            case Statement.Include include -> expression(include.template());
            case Statement.Import module -> expression(module.template());
            case Statement.FromImport from -> expression(from.template());
            case Statement.Assign assign -> {
                targetReads(assign.target());
                expression(assign.value());
            }
            case Statement.AssignBlock assign -> {
                targetReads(assign.target());
                expression(assign.filter());
                statements(assign.body());
            }
            case Statement.Macro macro -> {
                expressions(macro.signature().defaults());
                statements(macro.body());
            }
            case Statement.CallBlock call -> {
                expression(call.call());
                expressions(call.signature().defaults());
                statements(call.body());
            }
            case Statement.FilterBlock filter -> {
                expression(filter.filter());
                statements(filter.body());
            }
            case Statement.Text ignored -> {}
            case Statement.Break ignored -> {}
            case Statement.Continue ignored -> {}
        }
    }

    /** Assigning to a namespace's attribute reads the namespace. */
    private void targetReads(Expression target) {
        if (target instanceof Expression.Attribute attribute) {
            expression(attribute.node());
        } else if (target instanceof Expression.TupleOf tuple) {
            tuple.items().forEach(this::targetReads);
        }
    }

    private void expressions(Collection<Expression> expressions) {
        expressions.forEach(this::expression);
    }

    private void expression(@Nullable Expression expression) {
        switch (expression) {
            case null -> {}
            case Expression.Name name -> found.add(name.name());
            case Expression.Constant ignored -> {}
            case Expression.TupleOf tuple -> expressions(tuple.items());
            case Expression.ListOf list -> expressions(list.items());
            case Expression.MapOf map -> {
                expressions(map.keys());
                expressions(map.values());
            }
            case Expression.Attribute attribute -> expression(attribute.node());
            case Expression.Item item -> {
                expression(item.node());
                expression(item.key());
            }
            case Expression.Slice slice -> {
                expression(slice.start());
                expression(slice.stop());
                expression(slice.step());
            }
            case Expression.Call call -> {
                expression(call.node());
                arguments(call.arguments());
            }
            case Expression.Filtered filtered -> {
                expression(filtered.node());
                arguments(filtered.arguments());
            }
            case Expression.Tested tested -> {
                expression(tested.node());
                arguments(tested.arguments());
            }
            case Expression.Unary unary -> expression(unary.node());
            case Expression.Binary binary -> {
                expression(binary.left());
                expression(binary.right());
            }
            case Expression.Concat concat -> expressions(concat.items());
            case Expression.Compare compare -> {
                expression(compare.first());
                expressions(compare.rest());
            }
            case Expression.Conditional conditional -> {
                expression(conditional.test());
                expression(conditional.then());
                expression(conditional.otherwise());
            }
        }
    }

    private void arguments(Expression.CallArguments arguments) {
        expressions(arguments.positional());
        expressions(arguments.named());
        expression(arguments.list());
        expression(arguments.map());
    }
}
