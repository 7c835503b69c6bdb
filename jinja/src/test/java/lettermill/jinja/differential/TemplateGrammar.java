package lettermill.jinja.differential;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Generates templates: every tag, with other templates to include, import and extend. */
final class TemplateGrammar {
    /** Templates the generated ones may reach. */
    static final Map<String, String> TEMPLATES = new LinkedHashMap<>();

    static {
        TEMPLATES.put("inc", "[{{ x }}|{{ n }}|{{ s }}]");
        TEMPLATES.put(
                "lib",
                "{% macro hi(a, b='B') %}<{{ a }}:{{ b }}:{{ n }}>{% endmacro %}{% macro wrap() %}({{ caller(1) }}){% endmacro %}"
                        + "{% set v = 42 %}{% set _p = 1 %}text");
        TEMPLATES.put(
                "base",
                "A{% block one %}one:{{ x }}{% endblock %}B{% for i in [1, 2] %}{% block two scoped %}{{ i }}{% endblock %}{% endfor %}"
                        + "{% block three %}{% block four %}4{% endblock %}{% endblock %}C");
        TEMPLATES.put("middle", "{% extends 'base' %}{% block one %}<{{ super() }}>{% endblock %}{% set x = 'mid' %}");
    }

    private final Random random;
    private final ExpressionGrammar expressions;

    TemplateGrammar(Random random) {
        this.random = random;
        this.expressions = new ExpressionGrammar(random);
    }

    Tree template() {
        if (random.nextInt(10) == 0) {
            List<Tree> parts = new ArrayList<>();
            parts.add(Tree.other("{% extends '" + expressions.pick("base", "middle") + "' %}"));
            parts.add(statement(1));
            for (String block : List.of("one", "two", "four")) {
                if (random.nextBoolean()) {
                    parts.add(Tree.other(
                            "{% block " + block + " %}@" + expressions.pick("", "{{ super() }}", "{{ i }}")
                                    + "{% endblock %}",
                            body(1)));
                }
            }
            return Tree.statements(parts);
        }
        return body(random.nextInt(3));
    }

    private Tree body(int depth) {
        List<Tree> statements = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            statements.add(statement(depth));
        }
        return Tree.statements(statements);
    }

    private Tree expression() {
        return expressions.expression(random.nextInt(4));
    }

    private Tree statement(int depth) {
        if (depth <= 0 || random.nextInt(3) == 0) {
            return random.nextInt(5) == 0
                    ? text()
                    : Tree.other(expressions.pick("{{ @ }}", "{{- @ }}", "{{ @ -}}"), expression());
        }
        return switch (random.nextInt(22)) {
            case 0, 1 ->
                Tree.other(
                        "{% if @ %}@{% elif @ %}@{% else %}@{% endif %}",
                        expression(), body(depth - 1), expression(), body(depth - 1), body(depth - 1));
            case 2 -> Tree.other("{%- if @ %}@{%- endif -%}", expression(), body(depth - 1));
            case 3, 4, 5 -> loop(depth);
            case 6, 7 -> Tree.other("{% set " + expressions.pick("x", "y", "n", "x, y", "s") + " = @ %}", expression());
            case 8 ->
                Tree.other(
                        "{% set x" + expressions.pick("", " | upper", " | trim | length") + " %}@{% endset %}",
                        body(depth - 1));
            case 9 -> Tree.other("{% with x = @, y = x %}@{% endwith %}", expression(), body(depth - 1));
            case 10, 11 -> macro(depth);
            case 12 ->
                Tree.other(
                        "{% filter "
                                + expressions.pick(
                                        "upper", "escape", "replace('a', 'b')", "trim|title", "indent(2, true)")
                                + " %}@{% endfilter %}",
                        body(depth - 1));
            case 13 ->
                Tree.other(
                        "{% autoescape " + expressions.pick("true", "false", "b") + " %}@{% endautoescape %}",
                        body(depth - 1));
            case 14 ->
                Tree.other("{% include "
                        + expressions.pick(
                                "'inc'", "['none', 'inc']", "'none' ignore missing", "'inc' without context", "s")
                        + " %}");
            case 15 ->
                Tree.other(
                        "{% import 'lib' as l " + expressions.pick("", "with context", "without context")
                                + " %}{{ l.hi(@) }}{{ l.v }}{{ l._p }}{% call(q) l.wrap() %}{{ q }}@{% endcall %}",
                        expression(),
                        body(depth - 1));
            case 16 ->
                Tree.other(
                        "{% from 'lib' import hi" + expressions.pick("", ", v as w", ", absent")
                                + " %}{{ hi(@, b=@) }}{{ w }}{{ absent }}",
                        expression(),
                        expression());
            case 17 -> Tree.other("{% raw %}{{ x }}{% endraw %}{# note #}");
            case 18 ->
                Tree.other(
                        "{% set ns = namespace(c=0) %}{% for i in xs %}{% set ns.c = ns.c + i %}{% endfor %}{{ ns.c }}{% set ns.c = @ %}{{ ns.c }}",
                        expression());
            case 19 ->
                Tree.other(
                        "{% set l = [1] %}{% do l.append(@) %}{{ l }}{% set q = {} %}{% do q.update({'k': @}) %}{{ q }}",
                        expression(), expression());
            case 20 ->
                Tree.other(
                        "{% block b" + random.nextInt(1000) + expressions.pick("", " scoped") + " %}@{% endblock %}",
                        body(depth - 1));
            default ->
                Tree.other(
                        "{% set c = cycler('a', @) %}{{ c.next() }}{{ c.next() }}{{ c.current }}{% set j = joiner() %}{{ j() }}{{ j() }}",
                        expression());
        };
    }

    private Tree loop(int depth) {
        String head = expressions.pick(
                "x in @",
                "x in @",
                "x, y in @",
                "x in @ if x",
                "y in @ if y is defined",
                "x in zs if @",
                "x, y in (@)|items",
                "x in @ recursive");
        String inside = expressions.pick(
                "",
                "{{ loop.index }}",
                "{{ loop.last }}{{ loop.first }}",
                "{{ loop.revindex }}/{{ loop.length }}",
                "{{ loop.previtem }}<{{ loop.nextitem }}",
                "{{ loop.cycle('o', 'e') }}",
                "{{ loop.changed(x) }}",
                "{{ loop.depth }}{{ loop.revindex0 }}",
                "{% if loop.index0 == 1 %}{% break %}{% endif %}",
                "{% if x %}{% continue %}{% endif %}",
                "{{ loop(x.k) if x.k is defined }}");
        return Tree.other(
                "{% for " + head + " %}" + inside + "@{% else %}@{% endfor %}{{ x }}",
                expression(),
                body(depth - 1),
                body(depth - 1));
    }

    private Tree macro(int depth) {
        String signature = expressions.pick("a", "a, b=2", "a='<'", "a, b=a", "a, x=1");
        String extra = expressions.pick(
                "", "{{ varargs }}", "{{ kwargs }}", "{{ caller is defined }}", "{{ mac.name }}{{ mac.arguments }}");
        String call = expressions.pick(
                "{{ mac(@) }}",
                "{{ mac(a=@) }}",
                "{{ mac(@, 5) }}",
                "{{ mac(@, 1, 2) }}",
                "{{ mac(*[@]) }}",
                "{{ mac(**{'a': @}) }}",
                "{{ mac(zz=@) }}",
                "{% call mac(@) %}body{% endcall %}");
        return Tree.other(
                "{% macro mac(" + signature + ") %}{{ a }}" + extra + "@{% endmacro %}" + call,
                body(depth - 1),
                expression());
    }

    private Tree text() {
        return Tree.other(expressions.pick("text ", "\n", "  \n  ", "<p>", "a\tb", "line\n    "));
    }
}
