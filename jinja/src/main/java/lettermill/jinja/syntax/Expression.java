package lettermill.jinja.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tree of an expression. {@code at} is an offset in the source. */
public sealed interface Expression {
    /** Where it stands. */
    int at();

    /** A literal: Boolean, Long, BigInteger, Double, String, or {@code NONE}. */
    record Constant(int at, Object value) implements Expression {
        /** The literal {@code none}. */
        public static final Object NONE = new Object();
    }

    /** A variable. */
    record Name(int at, String name) implements Expression {}

    /** {@code a, b}. */
    record TupleOf(int at, List<Expression> items) implements Expression {}

    /** {@code [a, b]}. */
    record ListOf(int at, List<Expression> items) implements Expression {}

    /** <code>{key: value}</code>. */
    record MapOf(int at, List<Expression> keys, List<Expression> values) implements Expression {}

    /** {@code node.name}; in an assignment's target a namespace's attribute. */
    record Attribute(int at, Expression node, String name) implements Expression {}

    /** {@code node[key]}. */
    record Item(int at, Expression node, Expression key) implements Expression {}

    /** {@code start:stop:step} inside an item. */
    record Slice(
            int at,
            @Nullable Expression start,
            @Nullable Expression stop,
            @Nullable Expression step) implements Expression {}

    /** {@code node(arguments)}. */
    record Call(int at, Expression node, CallArguments arguments) implements Expression {}

    /** {@code node|name(arguments)}; without node in filter blocks and block assignments. */
    record Filtered(int at, @Nullable Expression node, String name, CallArguments arguments) implements Expression {}

    /** {@code node is name(arguments)}. */
    record Tested(int at, Expression node, String name, CallArguments arguments) implements Expression {}

    /** {@code not}, {@code -} or {@code +} before a value. */
    record Unary(int at, String operator, Expression node) implements Expression {}

    /** Arithmetic, {@code and}, {@code or}. */
    record Binary(int at, String operator, Expression left, Expression right) implements Expression {}

    /** {@code a ~ b ~ c}. */
    record Concat(int at, List<Expression> items) implements Expression {}

    /** {@code a < b <= c}: operators also {@code in} and {@code notin}. */
    record Compare(int at, Expression first, List<String> operators, List<Expression> rest) implements Expression {}

    /** {@code then if test else otherwise}. */
    record Conditional(
            int at,
            Expression test,
            Expression then,
            @Nullable Expression otherwise) implements Expression {}

    /**
     * Arguments as written.
     *
     * @param list a sequence behind {@code *}
     * @param map a mapping behind {@code **}
     */
    record CallArguments(
            List<Expression> positional,
            List<String> names,
            List<Expression> named,
            @Nullable Expression list,
            @Nullable Expression map) {
        /** No arguments. */
        public static final CallArguments NONE = new CallArguments(List.of(), List.of(), List.of(), null, null);
    }
}
