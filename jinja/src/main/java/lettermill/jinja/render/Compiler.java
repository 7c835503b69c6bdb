package lettermill.jinja.render;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lettermill.jinja.TemplateSyntaxError;
import lettermill.jinja.UnknownNames;
import lettermill.jinja.builtin.Registry;
import lettermill.jinja.render.Program.Linker;
import lettermill.jinja.syntax.Expression;
import lettermill.jinja.syntax.Mentions;
import lettermill.jinja.syntax.Source;
import lettermill.jinja.syntax.Statement;
import org.jspecify.annotations.Nullable;

/** Turns a template's tree into a program: variables get slots, statements become closures. */
public final class Compiler {
    private final Source source;
    private final Linker linker;
    private final ExpressionCompiler expressions;
    private final FunctionCompiler functions;
    private final Map<String, BlockCode> blocks = new LinkedHashMap<>();

    private Compiler(Source source, Registry registry, UnknownNames unknownNames, Linker linker) {
        this.source = source;
        this.linker = linker;
        this.expressions = new ExpressionCompiler(source, registry, unknownNames);
        this.functions = new FunctionCompiler(this, expressions, source);
    }

    /**
     * Compiles.
     *
     * @throws TemplateSyntaxError if the template is Jinja but can't mean anything
     */
    public static Program compile(
            Source source, List<Statement> tree, Registry registry, UnknownNames unknownNames, Linker linker) {
        Compiler compiler = new Compiler(source, registry, unknownNames, linker);
        Scope scope = Scope.root(null, Mentions.assigned(tree)).of(tree);
        scope.dropsOutput = true;
        Instruction[] root = compiler.body(tree, scope);
        return new Program(source, root, scope.frameSize(), compiler.blocks, compiler.expressions.names(), linker);
    }

    Instruction[] body(List<Statement> statements, Scope scope) {
        List<Instruction> instructions = new ArrayList<>(statements.size());
        for (Statement statement : statements) {
            instructions.add(statement(statement, scope));
        }
        return instructions.toArray(Instruction[]::new);
    }

    private Instruction statement(Statement statement, Scope scope) {
        int at = statement.at();
        return switch (statement) {
            case Statement.Text text -> dropped(new Printing.Static(at, text.text()), scope);
            case Statement.Print print ->
                dropped(new Printing.Print(at, expressions.compile(print.value(), scope)), scope);
            case Statement.If condition -> condition(condition, scope);
            case Statement.For loop -> functions.loop(loop, scope);
            case Statement.With with -> with(with, scope);
            case Statement.Autoescape autoescape -> {
                Scope inner = scope.inner(Mentions.assigned(autoescape.body())).of(autoescape.body());
                Evaluation value = expressions.compile(autoescape.value(), inner);
                yield new Control.Autoescape(at, value, scoped(at, autoescape.body(), inner));
            }
            case Statement.Block block -> block(block, scope);
            case Statement.Extends inherit -> inherit(inherit, scope);
            case Statement.Include include ->
                new Linking.Include(
                        at,
                        linker,
                        expressions.compile(include.template(), scope),
                        include.ignoreMissing(),
                        include.withContext() ? scope.locals() : null);
            case Statement.Import module -> {
                Evaluation template = expressions.compile(module.template(), scope);
                Linking.Locals locals = module.withContext() ? scope.locals() : null;
                Target[] targets = {slot(module.target(), scope)};
                yield new Linking.Import(at, linker, template, List.of(), targets, locals);
            }
            case Statement.FromImport from -> {
                Evaluation template = expressions.compile(from.template(), scope);
                Linking.Locals locals = from.withContext() ? scope.locals() : null;
                Target[] targets =
                        from.aliases().stream().map(name -> slot(name, scope)).toArray(Target[]::new);
                yield targets.length == 0
                        ? new Control.Do(at, template)
                        : new Linking.Import(at, linker, template, from.names(), targets, locals);
            }
            case Statement.Assign assign -> {
                Evaluation value = expressions.compile(assign.value(), scope);
                yield new Control.Assign(at, target(assign.target(), scope), value);
            }
            case Statement.AssignBlock assign -> assignBlock(assign, scope);
            case Statement.Macro macro -> {
                Macro.Code code = functions.macro(macro.name(), macro.signature(), macro.body(), macro.at(), scope);
                yield new Control.Define(at, slot(macro.name(), scope), code);
            }
            case Statement.CallBlock call -> {
                Macro.Code caller = functions.macro("", call.signature(), call.body(), at, scope);
                yield new Printing.Raw(at, expressions.call(call.call(), scope, caller));
            }
            case Statement.FilterBlock filter -> {
                Scope inner = scope.inner(Mentions.assigned(filter.body())).of(filter.body());
                Instruction body = scoped(at, filter.body(), inner);
                yield new Printing.FilterBlock(at, expressions.filtered(filter.filter(), inner), body);
            }
            case Statement.Do action -> new Control.Do(at, expressions.compile(action.value(), scope));
            case Statement.Break ignored -> jump(at, Instruction.Flow.BREAK, scope);
            case Statement.Continue ignored -> jump(at, Instruction.Flow.CONTINUE, scope);
        };
    }

    private static Instruction dropped(Instruction instruction, Scope scope) {
        return scope.dropsOutput ? new Printing.UnlessExtended(instruction.at(), instruction) : instruction;
    }

    private Instruction jump(int at, Instruction.Flow flow, Scope scope) {
        if (!scope.inLoop) {
            throw source.error((flow == Instruction.Flow.BREAK ? "'break'" : "'continue'") + " outside loop", at);
        }
        return new Control.Jump(at, flow);
    }

    Control.Scoped scoped(int at, List<Statement> body, Scope inner) {
        Instruction[] instructions = body(body, inner);
        return new Control.Scoped(at, inner.from(), inner.to(), instructions);
    }

    private Instruction condition(Statement.If condition, Scope scope) {
        boolean soft = scope.soft;
        scope.soft = true;
        List<Evaluation> tests = new ArrayList<>();
        List<Instruction[]> bodies = new ArrayList<>();
        Set<String> before = scope.assignedSoFar();
        Set<String> inAll = null;
        for (Statement.Branch branch : condition.branches()) {
            scope.setAssigned(before);
            tests.add(expressions.compile(branch.test(), scope));
            bodies.add(body(branch.body(), scope));
            inAll = intersection(inAll, scope.assignedSoFar());
        }
        scope.setAssigned(before);
        Instruction[] otherwise = body(condition.otherwise(), scope);
        scope.setAssigned(intersection(inAll, scope.assignedSoFar()));
        scope.soft = soft;
        return new Control.If(
                condition.at(), tests.toArray(Evaluation[]::new), bodies.toArray(Instruction[][]::new), otherwise);
    }

    private static Set<String> intersection(@Nullable Set<String> all, Set<String> more) {
        if (all == null) {
            return more;
        }
        all.retainAll(more);
        return all;
    }

    private Instruction with(Statement.With with, Scope scope) {
        Evaluation[] values = expressions.all(with.values(), scope);
        Set<String> names = new LinkedHashSet<>();
        with.targets().forEach(target -> Mentions.targets(target, names));
        names.addAll(Mentions.assigned(with.body()));
        Scope inner = scope.inner(names).of(with.body());
        Target[] targets =
                with.targets().stream().map(target -> target(target, inner)).toArray(Target[]::new);
        return new Control.With(with.at(), targets, values, scoped(with.at(), with.body(), inner));
    }

    private Instruction block(Statement.Block block, Scope scope) {
        if (blocks.containsKey(block.name())) {
            throw source.error(
                    TemplateSyntaxError.Kind.ASSERTION, "block '" + block.name() + "' defined twice", block.at());
        }
        BlockCode code = new BlockCode(block.name(), source, linker.escapes());
        blocks.put(block.name(), code);
        Scope inner = Scope.root(code, Mentions.assigned(block.body())).of(block.body());
        Instruction[] body = body(block.body(), inner);
        code.complete(body, inner.frameSize());
        Instruction place =
                new Linking.Block(block.at(), block.name(), block.required(), block.scoped() ? scope.locals() : null);
        return scope.isTopLevel() ? dropped(place, scope) : place;
    }

    private Instruction inherit(Statement.Extends inherit, Scope scope) {
        if (!scope.isTopLevel()) {
            throw source.error(
                    TemplateSyntaxError.Kind.ASSERTION, "cannot use extend from a non top-level scope", inherit.at());
        }
        return new Linking.Extends(inherit.at(), linker, expressions.compile(inherit.template(), scope));
    }

    private Instruction assignBlock(Statement.AssignBlock assign, Scope scope) {
        Scope inner = scope.inner(Mentions.assigned(assign.body())).of(assign.body());
        Instruction body = scoped(assign.at(), assign.body(), inner);
        Calls.Filtered filter = assign.filter() == null ? null : expressions.filtered(assign.filter(), inner);
        return new Control.AssignBlock(assign.at(), target(assign.target(), scope), filter, body);
    }

    Target target(Expression target, Scope scope) {
        return switch (target) {
            case Expression.Name name -> slot(name.name(), scope);
            case Expression.TupleOf tuple ->
                new Target.Unpacked(
                        tuple.items().stream().map(item -> target(item, scope)).toArray(Target[]::new));
            case Expression.Attribute attribute ->
                new Target.NamespaceAttribute(expressions.compile(attribute.node(), scope), attribute.name());
            default -> throw source.error("can't assign to this expression", target.at());
        };
    }

    private static Target slot(String name, Scope scope) {
        scope.assign(name);
        return new Target.Slot(scope.slot(name), scope.isTopLevel() ? name : null);
    }
}
