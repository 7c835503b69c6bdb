package lettermill.jinja.differential;

import java.util.List;
import java.util.Random;

/** Generates expressions: every operator, filter and test, over variables of every kind and some that don't exist. */
final class ExpressionGrammar {
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
        return Tree.expression(random.nextInt(3) > 0 ? pick(Vocabulary.VARIABLES) : pick(Vocabulary.LITERALS));
    }

    Tree expression(int depth) {
        if (depth <= 0) {
            return leaf();
        }
        return switch (random.nextInt(22)) {
            case 0, 1, 2 -> binary(depth);
            case 3 ->
                Tree.expression("(@ " + pick(Vocabulary.COMPARE) + " @)", expression(depth - 1), expression(depth - 1));
            case 4 ->
                Tree.expression(
                        "(@ < @ " + pick(Vocabulary.COMPARE) + " @)",
                        expression(depth - 1),
                        expression(depth - 1),
                        expression(depth - 1));
            case 5 -> Tree.expression(pick("(not @)", "(-@)", "(+@)", "-@", "(-@|abs)"), expression(depth - 1));
            case 6, 7, 8, 9, 10 -> Tree.expression("@|" + pick(Vocabulary.PLAIN_FILTERS), operand(depth));
            case 11, 12 -> Tree.expression("(@ is " + pick("", "not ") + pick(Vocabulary.TESTS) + ")", operand(depth));
            case 13 ->
                Tree.expression("(@ if @ else @)", expression(depth - 1), expression(depth - 1), expression(depth - 1));
            case 14 -> Tree.expression("(@ if @)", expression(depth - 1), expression(depth - 1));
            case 15, 16 -> Tree.expression("@." + pick(Vocabulary.METHODS), operand(depth));
            case 17 ->
                Tree.expression(
                        pick("@[@]", "@[@:]", "@[:@]", "@[::@]", "@[1:@]", "@[@:3]", "@[-1:@:-1]"),
                        operand(depth),
                        leaf());
            case 18 -> display(depth);
            case 19 ->
                Tree.expression(pick(Vocabulary.FORMATS) + pick(" % @", " % (@,)", "|format(@)"), operand(depth));
            case 20 ->
                Tree.expression(
                        (random.nextBoolean() ? pick(Vocabulary.BRACES) : "(" + pick(Vocabulary.BRACES) + "|safe)")
                                + ".format(@, @)",
                        expression(depth - 1),
                        expression(depth - 1));
            default ->
                Tree.expression(pick("range(@)|list", "dict(a=@)", "range(1, @)|sum", "namespace(a=@).a"), leaf());
        };
    }

    private Tree binary(int depth) {
        String operator = pick(Vocabulary.BINARY);
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
