package lettermill.jinja.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import lettermill.jinja.Extension;
import lettermill.jinja.syntax.PrimaryParser.Items;

/** Parses the tags, a method each. */
final class TagParser {
    static final List<String> TAGS = List.of(
            "for",
            "if",
            "with",
            "autoescape",
            "block",
            "extends",
            "include",
            "import",
            "from",
            "set",
            "macro",
            "call",
            "filter",
            "print",
            "raw",
            "do",
            "break",
            "continue");

    private final Parser parser;
    private final ExpressionParser expressions;
    private final PrimaryParser primary;
    private final TokenStream stream;
    private final TargetParser targets;
    private final Set<Extension> extensions;

    TagParser(Parser parser, ExpressionParser expressions, Set<Extension> extensions) {
        this.parser = parser;
        this.expressions = expressions;
        this.primary = expressions.primary();
        this.stream = expressions.stream;
        this.targets = new TargetParser(expressions);
        this.extensions = extensions;
    }

    /** Parses the tag that is the current token into {@code out}; false if there is no such tag. */
    boolean parse(Token tag, List<Statement> out) {
        int at = tag.at();
        switch (tag.description()) {
            case "for" -> out.add(forLoop(at));
            case "if" -> out.add(condition(at));
            case "with" -> out.add(with(at));
            case "autoescape" -> out.add(autoescape(at));
            case "block" -> out.add(block(at));
            case "extends" -> out.add(new Statement.Extends(at, behindTag()));
            case "include" -> out.add(include(at));
            case "import" -> out.add(importAs(at));
            case "from" -> out.add(fromImport(at));
            case "set" -> out.add(set(at));
            case "macro" -> out.add(macro(at));
            case "call" -> out.add(callBlock(at));
            case "filter" -> out.add(filterBlock(at));
            case "print" -> print(out);
            case "trans", "pluralize", "debug" ->
                throw stream.error("the tag '" + tag.description() + "' is not supported");
            default -> {
                return extension(tag, out);
            }
        }
        return true;
    }

    private boolean extension(Token tag, List<Statement> out) {
        boolean loops = extensions.contains(Extension.LOOP_CONTROLS);
        if (tag.isName("do") && extensions.contains(Extension.DO)) {
            stream.next();
            out.add(new Statement.Do(tag.at(), primary.tuple(Items.EXPRESSIONS, null, false)));
        } else if (tag.isName("break") && loops) {
            out.add(new Statement.Break(stream.next().at()));
        } else if (tag.isName("continue") && loops) {
            out.add(new Statement.Continue(stream.next().at()));
        } else {
            return false;
        }
        return true;
    }

    private Expression behindTag() {
        stream.next();
        return expressions.expression();
    }

    private Statement forLoop(int at) {
        stream.next();
        Expression target = targets.parse(Items.TARGETS, "in");
        stream.expectName("in");
        Expression items = primary.tuple(Items.WITHOUT_CONDITIONAL, "recursive", false);
        Expression test = stream.skipName("if") ? expressions.expression() : null;
        Statement.Recursion recursion =
                stream.skipName("recursive") ? Statement.Recursion.RECURSIVE : Statement.Recursion.NONE;
        List<Statement> body = parser.body("endfor", "else");
        List<Statement> otherwise = stream.next().isName("else") ? parser.bodyTo("endfor") : List.of();
        return new Statement.For(at, target, items, test, recursion, body, otherwise);
    }

    private Statement condition(int at) {
        List<Statement.Branch> branches = new ArrayList<>();
        List<Statement> otherwise = List.of();
        while (true) {
            stream.next();
            Expression test = primary.tuple(Items.WITHOUT_CONDITIONAL, null, false);
            branches.add(new Statement.Branch(test, parser.body("elif", "else", "endif")));
            if (stream.isName("elif")) {
                continue;
            }
            if (stream.next().isName("else")) {
                otherwise = parser.bodyTo("endif");
            }
            return new Statement.If(at, branches, otherwise);
        }
    }

    private Statement with(int at) {
        stream.next();
        List<Expression> names = new ArrayList<>();
        List<Expression> values = new ArrayList<>();
        while (!stream.is(TokenType.BLOCK_END)) {
            if (!names.isEmpty()) {
                stream.expectOperator(",");
            }
            names.add(targets.parse(Items.TARGETS, null));
            stream.expectOperator("=");
            values.add(expressions.expression());
        }
        return new Statement.With(at, names, values, parser.bodyTo("endwith"));
    }

    private Statement autoescape(int at) {
        Expression value = behindTag();
        return new Statement.Autoescape(at, value, parser.bodyTo("endautoescape"));
    }

    private Statement block(int at) {
        stream.next();
        String name = stream.expect(TokenType.NAME).description();
        boolean scoped = stream.skipName("scoped");
        boolean required = stream.skipName("required");
        if (stream.isOperator("-")) {
            throw stream.error("Block names in Jinja have to be valid Python identifiers and may not contain hyphens,"
                    + " use an underscore instead.");
        }
        List<Statement> body = parser.bodyTo("endblock");
        if (required && !body.stream().allMatch(TagParser::isBlank)) {
            throw stream.error("Required blocks can only contain comments or whitespace");
        }
        stream.skipName(name);
        return new Statement.Block(at, name, scoped, required, body);
    }

    private static boolean isBlank(Statement statement) {
        return statement instanceof Statement.Text(int at, String text)
                && Blank.skip(text, 0) == text.length()
                && at >= 0;
    }

    private Statement include(int at) {
        Expression template = behindTag();
        boolean ignoreMissing = stream.isName("ignore") && stream.look().isName("missing");
        if (ignoreMissing) {
            stream.next();
            stream.next();
        }
        return new Statement.Include(at, template, ignoreMissing, context(true));
    }

    private boolean context(boolean standard) {
        boolean with = stream.isName("with");
        if ((with || stream.isName("without")) && stream.look().isName("context")) {
            stream.next();
            stream.next();
            return with;
        }
        return standard;
    }

    private Statement importAs(int at) {
        Expression template = behindTag();
        stream.expectName("as");
        return new Statement.Import(at, template, targets.name(), context(false));
    }

    private Statement fromImport(int at) {
        Expression template = behindTag();
        stream.expectName("import");
        List<String> names = new ArrayList<>();
        List<String> aliases = new ArrayList<>();
        while (true) {
            if (!names.isEmpty()) {
                stream.expectOperator(",");
            }
            if (isContextEnd()) {
                break;
            }
            int nameAt = stream.current().at();
            String name = targets.name();
            if (name.startsWith("_")) {
                throw stream.assertion("names starting with an underline can not be imported", nameAt);
            }
            names.add(name);
            aliases.add(stream.skipName("as") ? targets.name() : name);
            if (isContextEnd() || !stream.isOperator(",")) {
                break;
            }
        }
        return new Statement.FromImport(at, template, names, aliases, context(false));
    }

    private boolean isContextEnd() {
        return (stream.isName("with") || stream.isName("without"))
                && stream.look().isName("context");
    }

    private Statement set(int at) {
        stream.next();
        Expression target = targets.parse(Items.TARGETS_OR_ATTRIBUTES, null);
        if (stream.skipOperator("=")) {
            return new Statement.Assign(at, target, primary.tuple(Items.EXPRESSIONS, null, false));
        }
        Expression.Filtered filter = null;
        while (stream.skipOperator("|")) {
            filter = expressions.filter(filter);
        }
        return new Statement.AssignBlock(at, target, filter, parser.bodyTo("endset"));
    }

    private Statement macro(int at) {
        stream.next();
        String name = targets.name();
        Statement.Signature signature = signature();
        return new Statement.Macro(at, name, signature, parser.bodyTo("endmacro"));
    }

    private Statement.Signature signature() {
        List<String> parameters = new ArrayList<>();
        List<Expression> defaults = new ArrayList<>();
        stream.expectOperator("(");
        while (!stream.isOperator(")")) {
            if (!parameters.isEmpty()) {
                stream.expectOperator(",");
            }
            parameters.add(targets.name());
            if (stream.skipOperator("=")) {
                defaults.add(expressions.expression());
            } else if (!defaults.isEmpty()) {
                throw stream.error("non-default argument follows default argument");
            }
        }
        stream.next();
        return new Statement.Signature(parameters, defaults);
    }

    private Statement callBlock(int at) {
        stream.next();
        Statement.Signature signature =
                stream.isOperator("(") ? signature() : new Statement.Signature(List.of(), List.of());
        if (expressions.expression() instanceof Expression.Call call) {
            return new Statement.CallBlock(at, call, signature, parser.bodyTo("endcall"));
        }
        throw stream.error("expected call", at);
    }

    private Statement filterBlock(int at) {
        stream.next();
        Expression.Filtered filter = expressions.filter(null);
        while (stream.skipOperator("|")) {
            filter = expressions.filter(filter);
        }
        return new Statement.FilterBlock(at, filter, parser.bodyTo("endfilter"));
    }

    private void print(List<Statement> out) {
        stream.next();
        boolean first = true;
        while (!stream.is(TokenType.BLOCK_END)) {
            if (!first) {
                stream.expectOperator(",");
            }
            first = false;
            Expression value = expressions.expression();
            out.add(new Statement.Print(value.at(), value));
        }
    }
}
