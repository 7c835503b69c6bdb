package lettermill.jinja.differential;

import java.util.List;
import java.util.Random;

/** Generates expressions: every operator, filter and test, over variables of every kind and some that don't exist. */
final class ExpressionGrammar {
    private static final String[] VARIABLES = {
        "n", "m", "f", "s", "t", "h", "mk", "b", "xs", "ys", "zs", "d", "e", "nothing", "gone", "x", "y", "big"
    };
    private static final String[] LITERALS = {
        "0",
        "1",
        "2",
        "-3",
        "7",
        "10",
        "1.5",
        "0.1",
        "2.0",
        "1e3",
        "'a'",
        "'Hello World'",
        "'<b>&\"'",
        "''",
        "'x-y z'",
        "true",
        "false",
        "none",
        "[]",
        "{}",
        "'a,b,c'",
        "' pad '",
        "'12'",
        "'3.7'",
        "12345678901234567890",
        "1_000",
        "0x1f"
    };
    private static final String[] BINARY = {"+", "-", "*", "/", "//", "%", "**", "~", "and", "or"};
    private static final String[] COMPARE = {"==", "!=", "<", "<=", ">", ">=", "in", "not in"};
    private static final String[] PLAIN_FILTERS = {
        "abs",
        "capitalize",
        "count",
        "default",
        "d('z')",
        "default('q', true)",
        "dictsort",
        "dictsort(true)",
        "dictsort(by='value')",
        "dictsort(false, 'key', true)",
        "e",
        "escape",
        "filesizeformat",
        "filesizeformat(true)",
        "first",
        "float",
        "float(9.5)",
        "forceescape",
        "int",
        "int(5)",
        "int(0, 16)",
        "int(base=8)",
        "items|list",
        "join",
        "join(', ')",
        "join('<', attribute='a')",
        "last",
        "length",
        "list",
        "lower",
        "map('upper')|list",
        "map(attribute='a')|list",
        "map(attribute='a', default='-')|join('|')",
        "map('default', 'k')|list",
        "map('int')|list",
        "max",
        "min",
        "max(true)",
        "min(attribute='a')",
        "max(attribute='b')",
        "reject|list",
        "reject('odd')|list",
        "reject('in', [1, 2])|list",
        "rejectattr('a')|list",
        "rejectattr('a', 'eq', 1)|list",
        "replace('a', 'b')",
        "replace('l', '<', 1)",
        "replace('', '-')",
        "reverse|list",
        "reverse",
        "round",
        "round(1)",
        "round(2, 'floor')",
        "round(0, 'ceil')",
        "round(-1)",
        "safe",
        "select|list",
        "select('string')|list",
        "select('gt', 1)|list",
        "select('defined')|list",
        "selectattr('a')|list",
        "selectattr('a', 'gt', 1)|map(attribute='b')|list",
        "slice(2)|list",
        "slice(3, 'f')|list",
        "batch(2)|list",
        "batch(3, 'f')|list",
        "sort",
        "sort(true)",
        "sort(attribute='a')",
        "sort(attribute='b,a')",
        "sort(case_sensitive=true)",
        "string",
        "striptags",
        "sum",
        "sum('a')",
        "sum(start=10)",
        "sum(attribute='a', start=1)",
        "title",
        "tojson",
        "tojson(2)",
        "tojson(indent=1)",
        "trim",
        "trim('ad ')",
        "truncate(8)",
        "truncate(5, true)",
        "truncate(7, false, '..')",
        "truncate(9, true, '>', 0)",
        "unique|list",
        "unique(true)|list",
        "unique(attribute='a')|list",
        "upper",
        "urlencode",
        "urlize",
        "urlize(10)",
        "urlize(target='_blank', nofollow=true)",
        "wordcount",
        "wordwrap(5)",
        "wordwrap(10, false)",
        "wordwrap(6, true, '|')",
        "xmlattr",
        "xmlattr(false)",
        "center(12)",
        "center",
        "indent",
        "indent(2)",
        "indent(2, true)",
        "indent('>', true, true)",
        "groupby('a')",
        "groupby('b')|map('first')|list",
        "groupby('a', default=0)|list",
        "attr('a')",
        "attr('upper')",
        "format(1, 'z')",
        "format('z')",
        "format(a=1)",
        "random|string|length|default(0)|abs|string|length"
    };
    private static final String[] TESTS = {
        "defined",
        "undefined",
        "none",
        "boolean",
        "true",
        "false",
        "integer",
        "float",
        "number",
        "string",
        "mapping",
        "sequence",
        "iterable",
        "callable",
        "escaped",
        "lower",
        "upper",
        "odd",
        "even",
        "divisibleby 3",
        "divisibleby(2)",
        "sameas none",
        "sameas(true)",
        "in [1, 2, 'a']",
        "in 'Hello'",
        "eq 1",
        "equalto('a')",
        "ne 2",
        "gt 1",
        "ge(1)",
        "lt 5",
        "le 5",
        "greaterthan 0",
        "lessthan(3)",
        "filter",
        "test"
    };
    private static final String[] METHODS = {
        "upper()",
        "lower()",
        "title()",
        "strip()",
        "split()",
        "split(',')",
        "split('l', 1)",
        "rsplit(' ', 1)",
        "splitlines()",
        "replace('l', 'L')",
        "startswith('H')",
        "endswith('d')",
        "find('o')",
        "rfind('o')",
        "count('l')",
        "zfill(5)",
        "center(9, '*')",
        "ljust(8)",
        "rjust(8, '.')",
        "join(['a', 'b'])",
        "join(ys)",
        "isdigit()",
        "isalpha()",
        "isupper()",
        "istitle()",
        "capitalize()",
        "swapcase()",
        "partition(' ')",
        "rpartition('l')",
        "format(1, a='<')",
        "lstrip('H')",
        "removeprefix('He')",
        "items()|list",
        "keys()|list",
        "values()|list",
        "get('a')",
        "get('zz', 5)",
        "index(1)",
        "copy()",
        "expandtabs(4)",
        "casefold()",
        "isspace()",
        "index('l')",
        "isalnum()",
        "a",
        "b",
        "missing",
        "0",
        "a.b",
        "append(1)",
        "pop()",
        "__class__",
        "update({'q': 1})"
    };
    private static final String[] FORMATS = {
        "'%s'",
        "'%d|%s'",
        "'%05.2f'",
        "'%x'",
        "'%-5s|'",
        "'%+d'",
        "'%(a)s'",
        "'%e'",
        "'%g'",
        "'%r'",
        "'%%'",
        "'%c'",
        "'%5.1f%%'",
        "'%i'",
        "'%o'",
        "'%#x'",
        "'%.3s'",
        "'% d'"
    };
    private static final String[] BRACES = {
        "'{}'",
        "'{0}-{1}'",
        "'{a}'",
        "'{:>6}'",
        "'{:<5}|'",
        "'{:^7}'",
        "'{:05d}'",
        "'{:.2f}'",
        "'{:,}'",
        "'{:x}'",
        "'{!r}'",
        "'{0[a]}'",
        "'{0.a}'",
        "'{{}}'",
        "'{:+}'",
        "'{:e}'",
        "'{:%}'",
        "'{:g}'",
        "'{:_}'",
        "'{:s}'",
        "'{:*^9}'",
        "'{:{1}}'",
        "'{:b}'",
        "'{:.3}'",
        "'{:#o}'",
        "'{:,.1f}'",
        "'{:=+7}'",
        "'{!s:>8}'"
    };

    private final Random random;

    ExpressionGrammar(Random random) {
        this.random = random;
    }

    <T> T pick(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }

    String pick(String... items) {
        return items[random.nextInt(items.length)];
    }

    Tree leaf() {
        return Tree.expression(random.nextInt(3) > 0 ? pick(VARIABLES) : pick(LITERALS));
    }

    Tree expression(int depth) {
        if (depth <= 0) {
            return leaf();
        }
        return switch (random.nextInt(22)) {
            case 0, 1, 2 -> binary(depth);
            case 3 -> Tree.expression("(@ " + pick(COMPARE) + " @)", expression(depth - 1), expression(depth - 1));
            case 4 ->
                Tree.expression(
                        "(@ < @ " + pick(COMPARE) + " @)",
                        expression(depth - 1),
                        expression(depth - 1),
                        expression(depth - 1));
            case 5 -> Tree.expression(pick("(not @)", "(-@)", "(+@)", "-@", "(-@|abs)"), expression(depth - 1));
            case 6, 7, 8, 9, 10 -> Tree.expression("@|" + pick(PLAIN_FILTERS), operand(depth));
            case 11, 12 -> Tree.expression("(@ is " + pick("", "not ") + pick(TESTS) + ")", operand(depth));
            case 13 ->
                Tree.expression("(@ if @ else @)", expression(depth - 1), expression(depth - 1), expression(depth - 1));
            case 14 -> Tree.expression("(@ if @)", expression(depth - 1), expression(depth - 1));
            case 15, 16 -> Tree.expression("@." + pick(METHODS), operand(depth));
            case 17 ->
                Tree.expression(
                        pick("@[@]", "@[@:]", "@[:@]", "@[::@]", "@[1:@]", "@[@:3]", "@[-1:@:-1]"),
                        operand(depth),
                        leaf());
            case 18 -> display(depth);
            case 19 -> Tree.expression(pick(FORMATS) + pick(" % @", " % (@,)", "|format(@)"), operand(depth));
            case 20 ->
                Tree.expression(
                        (random.nextBoolean() ? pick(BRACES) : "(" + pick(BRACES) + "|safe)") + ".format(@, @)",
                        expression(depth - 1),
                        expression(depth - 1));
            default ->
                Tree.expression(pick("range(@)|list", "dict(a=@)", "range(1, @)|sum", "namespace(a=@).a"), leaf());
        };
    }

    private Tree binary(int depth) {
        String operator = pick(BINARY);
        Tree right =
                operator.equals("**") ? Tree.expression(pick("2", "3", "0", "-1", "0.5", "n")) : expression(depth - 1);
        return Tree.expression("(@ " + operator + " @)", expression(depth - 1), right);
    }

    /** Something a filter or a dot can stand behind. */
    private Tree operand(int depth) {
        Tree operand = expression(depth - 1);
        return operand.text().matches("[a-zA-Z_]+|\\(.*\\)|\\[.*\\]|'[^']*'")
                ? operand
                : Tree.expression("(@)", operand);
    }

    private Tree display(int depth) {
        return switch (random.nextInt(4)) {
            case 0 -> Tree.expression("[@, @]", expression(depth - 1), expression(depth - 1));
            case 1 -> Tree.expression("(@, @)", expression(depth - 1), expression(depth - 1));
            case 2 -> Tree.expression("{'a': @, 'b': @}", expression(depth - 1), expression(depth - 1));
            default -> Tree.expression("[{'a': @}, {'a': @, 'b': 2}]", leaf(), leaf());
        };
    }
}
