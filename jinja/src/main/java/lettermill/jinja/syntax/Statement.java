package lettermill.jinja.syntax;

import java.util.List;
import lettermill.jinja.syntax.Expression.Filtered;
import org.jspecify.annotations.Nullable;

/** The tree of a template. {@code at} is an offset in the source. */
public sealed interface Statement {
    /** Where it stands. */
    int at();

    /** Template text. */
    record Text(int at, String text) implements Statement {}

    /** A printed expression. */
    record Print(int at, Expression value) implements Statement {}

    /** A loop; {@code test} filters its items. */
    record For(
            int at,
            Expression target,
            Expression items,
            @Nullable Expression test,
            Recursion recursion,
            List<Statement> body,
            List<Statement> otherwise)
            implements Statement {}

    /** Whether a loop may call itself. */
    enum Recursion {
        NONE,
        RECURSIVE
    }

    /** Branches in order; the last may be {@code otherwise}. */
    record If(int at, List<Branch> branches, List<Statement> otherwise) implements Statement {}

    /** A condition and what it guards. */
    record Branch(Expression test, List<Statement> body) {}

    /** Names for a while. */
    record With(int at, List<Expression> targets, List<Expression> values, List<Statement> body) implements Statement {}

    /** Autoescape for a while. */
    record Autoescape(int at, Expression value, List<Statement> body) implements Statement {}

    /** A block for inheritance. */
    record Block(int at, String name, boolean scoped, boolean required, List<Statement> body) implements Statement {}

    /** The template to inherit from. */
    record Extends(int at, Expression template) implements Statement {}

    /** Another template's output. */
    record Include(int at, Expression template, boolean ignoreMissing, boolean withContext) implements Statement {}

    /** Another template as a name. */
    record Import(int at, Expression template, String target, boolean withContext) implements Statement {}

    /** Names of another template; {@code aliases} has the name to use here for each. */
    record FromImport(int at, Expression template, List<String> names, List<String> aliases, boolean withContext)
            implements Statement {}

    /** An assignment. */
    record Assign(int at, Expression target, Expression value) implements Statement {}

    /** An assignment of what the body prints. */
    record AssignBlock(int at, Expression target, @Nullable Filtered filter, List<Statement> body)
            implements Statement {}

    /** A macro; {@code defaults} belong to the last parameters. */
    record Macro(int at, String name, Signature signature, List<Statement> body) implements Statement {}

    /** Parameters of a macro or call block. */
    record Signature(List<String> parameters, List<Expression> defaults) {}

    /** A call that gets the body as {@code caller}. */
    record CallBlock(int at, Expression.Call call, Signature signature, List<Statement> body) implements Statement {}

    /** Filters what the body prints. */
    record FilterBlock(int at, Filtered filter, List<Statement> body) implements Statement {}

    /** An expression evaluated for its effect. */
    record Do(int at, Expression value) implements Statement {}

    /** Leaves the innermost loop. */
    record Break(int at) implements Statement {}

    /** Goes on with the innermost loop's next item. */
    record Continue(int at) implements Statement {}
}
