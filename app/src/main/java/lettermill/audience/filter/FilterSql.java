package lettermill.audience.filter;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Compiles a filter to a condition over {@code audience.subscriber s}. Each leaf is two-valued, so that NOT means what a
 * person expects where a value is missing.
 */
public final class FilterSql {

    private final Instant now;
    private final Map<String, Object> params = new HashMap<>();

    private FilterSql(Instant now) {
        this.now = now;
    }

    /**
     * A condition.
     *
     * @param sql in parentheses, with named parameters starting with {@code audience_filter_}
     */
    public record Condition(String sql, Map<String, Object> params) {}

    /** Compiles a filter as of an instant, from which "the last n days" count back. */
    public static Condition compile(AudienceFilter filter, Instant now) {
        FilterSql compiler = new FilterSql(now);
        String sql = compiler.node(filter.root());
        return new Condition(sql, Map.copyOf(compiler.params));
    }

    private String node(FilterNode node) {
        return switch (node) {
            case FilterNode.And and -> joined(and.parts(), " AND ");
            case FilterNode.Or or -> joined(or.parts(), " OR ");
            case FilterNode.Not not -> "(NOT " + node(not.part()) + ")";
            case FilterNode.Leaf leaf -> "((" + leaf(leaf) + ") IS TRUE)";
        };
    }

    private String joined(List<FilterNode> parts, String word) {
        return parts.stream().map(this::node).collect(Collectors.joining(word, "(", ")"));
    }

    private String leaf(FilterNode.Leaf leaf) {
        return switch (leaf.field()) {
            case EMAIL -> text("s.email_key", leaf);
            case NAME -> text("s.name", leaf);
            case DOMAIN -> text("split_part(s.email_key, '@', -1)", leaf);
            case STATUS -> negated(leaf, "s.status = ANY (" + texts(leaf) + ")");
            case TAG -> negated(leaf, "s.tags && " + texts(leaf));
            case LIST -> negated(leaf, """
                    s.id IN (SELECT subscriber_id FROM audience.membership WHERE list_id = ANY (CAST(%s AS uuid[])))""".formatted(texts(leaf)));
            case CATEGORY -> negated(leaf, """
                    s.id NOT IN (SELECT subscriber_id FROM audience.preference
                                 WHERE category_id = ANY (CAST(%s AS uuid[])) AND NOT subscribed)""".formatted(texts(leaf)));
            case CREATED_AT -> time("s.created_at", leaf);
            case SENT -> engagement("sent_at", leaf);
            case OPENED -> engagement("opened_at", leaf);
            case CLICKED -> engagement("clicked_at", leaf);
            case ATTRIBUTES -> attribute(leaf);
        };
    }

    private String attribute(FilterNode.Leaf leaf) {
        String value = "s.attributes ->> " + bind(leaf.key());
        return switch (leaf.operand()) {
            case Operand.Number number -> number("(" + value + ")", leaf.operator(), number);
            case Operand.Bool bool -> {
                String equal = "lower(" + value + ") = " + bind(Boolean.toString(bool.value()));
                yield leaf.operator() == Operator.NOT_EQUALS ? "(" + equal + ") IS NOT TRUE" : equal;
            }
            case Operand.Time time -> time(timestamp("(" + value + ")"), leaf);
            case Operand.Days days -> time(timestamp("(" + value + ")"), leaf);
            case Operand.None none ->
                "(" + value + ") IS " + (leaf.operator() == Operator.EXISTS ? "NOT NULL" : "NULL");
            case Operand.Text text -> text("(" + value + ")", leaf);
            case Operand.Texts texts -> text("(" + value + ")", leaf);
        };
    }

    private String text(String value, FilterNode.Leaf leaf) {
        String lower = "lower(" + value + ")";
        if (leaf.operand() instanceof Operand.Texts texts) {
            return negated(
                    leaf,
                    lower + " = ANY ("
                            + array(texts.values().stream()
                                    .map(FilterSql::lower)
                                    .toList()) + ")");
        }
        String wanted = leaf.operand() instanceof Operand.Text text ? lower(text.value()) : "";
        return switch (leaf.operator()) {
            case NOT_EQUALS -> lower + " IS DISTINCT FROM " + bind(wanted);
            case CONTAINS -> "strpos(" + lower + ", " + bind(wanted) + ") > 0";
            case STARTS_WITH -> "starts_with(" + lower + ", " + bind(wanted) + ")";
            case ENDS_WITH -> "right(" + lower + ", length(" + bind(wanted) + ")) = " + bind(wanted);
            default -> lower + " = " + bind(wanted);
        };
    }

    /** Attributes may hold numbers as JSON numbers or as text, as they came out of somebody's file. */
    private String number(String value, Operator operator, Operand.Number number) {
        String sign = switch (operator) {
            case NOT_EQUALS -> "IS DISTINCT FROM";
            case GREATER -> ">";
            case GREATER_OR_EQUAL -> ">=";
            case LESS -> "<";
            case LESS_OR_EQUAL -> "<=";
            default -> "=";
        };
        return "(CASE WHEN " + value + " ~ '^-?[0-9]{1,40}([.][0-9]{1,40})?$' THEN " + value + "::numeric END) " + sign
                + " " + bind(number.value());
    }

    /** A date is its first moment in UTC; what is no time at all is null. */
    private static String timestamp(String value) {
        String complete = "CASE WHEN length(%1$s) = 10 THEN %1$s || 'T00:00:00Z' ELSE %1$s END".formatted(value);
        return "(CASE WHEN %1$s ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}' AND pg_input_is_valid(%2$s, 'timestamptz') THEN (%2$s)::timestamptz END)"
                .formatted(value, complete);
    }

    private String time(String value, FilterNode.Leaf leaf) {
        return switch (leaf.operand()) {
            case Operand.Time time ->
                value + (leaf.operator() == Operator.BEFORE ? " < " : " >= ") + bind(time.value());
            case Operand.Days days -> {
                String within = value + " >= " + bind(now.minus(Duration.ofDays(days.value()))) + " AND " + value
                        + " <= " + bind(now);
                yield leaf.operator() == Operator.NOT_WITHIN_DAYS ? "(" + within + ") IS NOT TRUE" : within;
            }
            default -> throw new IllegalStateException("a time is compared with a time or days");
        };
    }

    private String engagement(String column, FilterNode.Leaf leaf) {
        String since = leaf.operand() instanceof Operand.Days days
                ? " AND m." + column + " >= " + bind(now.minus(Duration.ofDays(days.value())))
                : " AND m." + column + " IS NOT NULL";
        boolean wanted = leaf.operator() == Operator.WITHIN_DAYS || leaf.operator() == Operator.EXISTS;
        return (wanted ? "" : "NOT ")
                + "EXISTS (SELECT FROM ledger.message m WHERE m.subscriber_id = s.id AND m.workspace_id = s.workspace_id"
                + " AND m.sent_at IS NOT NULL" + since + ")";
    }

    private static String negated(FilterNode.Leaf leaf, String sql) {
        boolean negative = leaf.operator() == Operator.NOT_EQUALS || leaf.operator() == Operator.NOT_IN;
        return negative ? "(" + sql + ") IS NOT TRUE" : sql;
    }

    private String texts(FilterNode.Leaf leaf) {
        return array(leaf.operand() instanceof Operand.Texts texts ? texts.values() : List.of());
    }

    private String array(List<String> values) {
        return "CAST(" + bind(values.toArray(String[]::new)) + " AS text[])";
    }

    private static String lower(String text) {
        return text.toLowerCase(java.util.Locale.ROOT);
    }

    private String bind(Object value) {
        String name = "audience_filter_" + params.size();
        params.put(name, value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value);
        return ":" + name;
    }
}
