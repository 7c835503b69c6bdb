package lettermill.jinja.render;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import lettermill.jinja.TemplateSyntaxError;
import lettermill.jinja.syntax.Mentions;
import lettermill.jinja.syntax.Source;
import lettermill.jinja.syntax.Statement;
import org.jspecify.annotations.Nullable;

/** Compiles loops and macros. */
final class FunctionCompiler {
    private static final List<String> SPECIAL = List.of("caller", "varargs", "kwargs");

    private final Compiler statements;
    private final ExpressionCompiler expressions;
    private final Source source;

    FunctionCompiler(Compiler statements, ExpressionCompiler expressions, Source source) {
        this.statements = statements;
        this.expressions = expressions;
        this.source = source;
    }

    Instruction loop(Statement.For loop, Scope scope) {
        Evaluation items = expressions.compile(loop.items(), scope);
        Set<String> names = new LinkedHashSet<>();
        Mentions.targets(loop.target(), names);
        Loop.Selection selection = selection(loop, names, scope);
        Set<String> assigned = Mentions.assigned(loop.body());
        if (names.contains("loop") || assigned.contains("loop")) {
            throw source.error(
                    TemplateSyntaxError.Kind.ASSERTION,
                    "Can't assign to special loop variable in for-loop target",
                    loop.at());
        }
        boolean recursive = loop.recursion() == Statement.Recursion.RECURSIVE;
        boolean wantsLoop =
                recursive || Mentions.read(loop.body()).contains("loop") || Mentions.hasScopedBlock(loop.body());
        if (wantsLoop) {
            names.add("loop");
        }
        names.addAll(assigned);
        Scope inner = (recursive ? scope.function(names) : scope.inner(names)).of(loop.body());
        inner.dropsOutput = scope.dropsOutput;
        inner.inLoop = true;
        if (wantsLoop) {
            inner.assign("loop");
        }
        Target target = statements.target(loop.target(), inner);
        Instruction[] body = statements.body(loop.body(), inner);
        Loop.Body code = new Loop.Body(
                target,
                wantsLoop ? inner.slot("loop") : -1,
                inner.from(),
                inner.to(),
                body,
                recursive ? inner.frameSize() : -1);
        Scope otherwise = scope.inner(Mentions.assigned(loop.otherwise())).of(loop.otherwise());
        return new Loop(loop.at(), items, selection, code, statements.scoped(loop.at(), loop.otherwise(), otherwise));
    }

    private Loop.@Nullable Selection selection(Statement.For loop, Set<String> names, Scope scope) {
        if (loop.test() == null) {
            return null;
        }
        Scope inner = scope.inner(names);
        Target target = statements.target(loop.target(), inner);
        Evaluation test = expressions.compile(loop.test(), inner);
        return new Loop.Selection(target, test, inner.from(), inner.to());
    }

    /** A macro, or a call block's body. */
    Macro.Code macro(String name, Statement.Signature signature, List<Statement> body, int at, Scope scope) {
        List<String> parameters = signature.parameters();
        int required = parameters.size() - signature.defaults().size();
        int callerIndex = parameters.indexOf("caller");
        if (callerIndex >= 0 && callerIndex < required) {
            throw source.error(
                    TemplateSyntaxError.Kind.ASSERTION,
                    "When defining macros or call blocks the special \"caller\" argument must be omitted or be given"
                            + " a default.",
                    at);
        }
        if (Set.copyOf(parameters).size() < parameters.size()) {
            throw source.error("a parameter stands twice in the definition", at);
        }
        List<String> names = new ArrayList<>(parameters);
        Set<String> mentioned = Mentions.read(body);
        for (String special : SPECIAL) {
            if (mentioned.contains(special) && !parameters.contains(special)) {
                names.add(special);
            }
        }
        List<String> known = List.copyOf(names);
        names.addAll(Mentions.assigned(body));
        Scope inner = scope.function(names).of(body);
        known.forEach(inner::assign);
        Evaluation[] defaults = new Evaluation[parameters.size()];
        for (int i = required; i < parameters.size(); i++) {
            defaults[i] = expressions.compile(signature.defaults().get(i - required), inner);
        }
        Instruction[] instructions = statements.body(body, inner);
        int[] slots = SPECIAL.stream()
                .mapToInt(
                        special -> known.contains(special) && !parameters.contains(special) ? inner.slot(special) : -1)
                .toArray();
        return new Macro.Code(
                name,
                parameters.toArray(String[]::new),
                defaults,
                new Macro.Code.Special(slots[0], slots[1], slots[2], callerIndex >= 0),
                new Macro.Code.Body(instructions, inner.frameSize()));
    }
}
