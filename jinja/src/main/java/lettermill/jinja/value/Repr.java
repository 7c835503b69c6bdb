package lettermill.jinja.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.temporal.TemporalAccessor;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import lettermill.jinja.SafeString;

/** Python's {@code repr}: how values look inside lists and maps. */
public final class Repr {
    private static final int DEEPEST = 50;
    private static final HexFormat HEX = HexFormat.of();

    private final StringBuilder out = new StringBuilder();
    private int depth;

    private Repr() {}

    /** Python's {@code repr(value)}; beyond 50 levels, which a list inside itself has, an ellipsis. */
    public static String of(Object value) {
        Repr repr = new Repr();
        repr.append(value);
        return repr.out.toString();
    }

    private void append(Object raw) {
        Run.making(out.length());
        Run.work(4);
        Object value = Values.of(raw);
        switch (value) {
            case String s -> quote(s);
            case SafeString safe -> {
                out.append("Markup(");
                quote(safe.text());
                out.append(')');
            }
            case Boolean b -> out.append(b ? "True" : "False");
            case Double d -> out.append(Numbers.repr(d));
            case BigInteger big -> out.append(Numbers.decimal(big));
            case BigDecimal decimal -> out.append(depth == 0 ? decimal.toString() : "Decimal('" + decimal + "')");
            case Tuple tuple -> items("(", tuple, tuple.size() == 1 ? ",)" : ")");
            case Range range -> out.append(range);
            case List<?> list -> items("[", list, "]");
            case Map<?, ?> map -> map(map);
            case DictView view -> {
                items(view.name() + "([", view.items(), "])");
            }
            case Collection<?> set -> items("{", set, "}");
            case Undefined undefined -> out.append("Undefined");
            case TemporalAccessor time -> out.append(Text.of(time));
            default -> out.append(value);
        }
    }

    private void items(String open, Collection<?> items, String close) {
        out.append(open);
        if (++depth > DEEPEST) {
            out.append("...");
        } else {
            String separator = "";
            for (Object item : items) {
                out.append(separator);
                append(Values.of(item));
                separator = ", ";
            }
        }
        depth--;
        out.append(close);
    }

    private void map(Map<?, ?> map) {
        out.append('{');
        if (++depth > DEEPEST) {
            out.append("...");
        } else {
            String separator = "";
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                out.append(separator);
                append(Values.of(entry.getKey()));
                out.append(": ");
                append(Values.of(entry.getValue()));
                separator = ", ";
            }
        }
        depth--;
        out.append('}');
    }

    private void quote(String text) {
        Text.reading(text);
        char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
        out.append(quote);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> character(c, quote);
            }
        });
        out.append(quote);
    }

    private void character(int c, char quote) {
        if (c == quote) {
            out.append('\\').append(quote);
        } else if (c < 0x20 || c == 0x7f || c > 0x7f && c < 0x100 && !printable(c)) {
            out.append("\\x").append(HEX.toHexDigits((byte) c));
        } else if (c < 0x7f || printable(c)) {
            out.appendCodePoint(c);
        } else {
            out.append(c < 0x10000 ? "\\u" : "\\U").append(HEX.toHexDigits(c, c < 0x10000 ? 4 : 8));
        }
    }

    private static boolean printable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR -> false;
            default -> true;
        };
    }
}
