package lettermill.jinja.builtin;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import lettermill.jinja.SafeString;
import lettermill.jinja.TemplateRuntimeError;
import lettermill.jinja.method.MapMethods;
import lettermill.jinja.method.Parameters.Bound;
import lettermill.jinja.value.Iteration;
import lettermill.jinja.value.MutableList;
import lettermill.jinja.value.None;
import lettermill.jinja.value.Repr;
import lettermill.jinja.value.Run;
import lettermill.jinja.value.Text;
import lettermill.jinja.value.Undefined;
import lettermill.jinja.value.Values;

/** Filters that make HTML, URLs and JSON. */
final class HtmlFilters {
    private HtmlFilters() {}

    static void register(Registry registry) {
        registry.filter("urlencode", "", (run, value, a) -> urlEncode(run, value))
                .filter("xmlattr", "autospace?", HtmlFilters::attributes)
                .filter("tojson", "indent?", (run, value, a) -> Json.safe(run, value, a.get(0)))
                .filter("pprint", "", (run, value, a) -> Repr.of(value))
                .filter("urlize", "trim_url_limit?,nofollow?,target?,rel?,extra_schemes?", Urlize::apply);
    }

    private static Object urlEncode(Run run, Object value) {
        Iterator<Object> items = Text.isText(value)
                ? null
                : value instanceof Map<?, ?> map
                        ? MapMethods.items(run, map).iterator()
                        : Iteration.iteratorOrNull(value);
        if (items == null) {
            run.charge(3L * Text.of(value).length());
            return quote(Text.of(value), true);
        }
        StringBuilder query = new StringBuilder();
        while (items.hasNext()) {
            MutableList pair = Iteration.list(run, items.next());
            if (pair.size() != 2) {
                throw TemplateRuntimeError.value("urlencode needs pairs of key and value");
            }
            String part = quote(Text.of(pair.get(0)), false) + "=" + quote(Text.of(pair.get(1)), false);
            run.charge(part.length());
            query.append(query.isEmpty() ? "" : "&").append(part);
        }
        return query.toString();
    }

    /** Percent-encodes UTF-8; in a path the slash stays, in a query blanks become plus signs. */
    private static String quote(String text, boolean path) {
        StringBuilder result = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain =
                    c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "_.-~".indexOf(c) >= 0;
            if (plain || path && c == '/') {
                result.append(c);
            } else if (c == ' ' && !path) {
                result.append('+');
            } else {
                result.append('%')
                        .append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
                        .append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
            }
        }
        return result.toString();
    }

    private static Object attributes(Run run, Object value, Bound a) {
        if (!(value instanceof Map<?, ?> map)) {
            throw value instanceof Undefined undefined
                    ? undefined.error()
                    : TemplateRuntimeError.type("'" + Values.typeName(value) + "' object has no attribute 'items'");
        }
        StringBuilder result = new StringBuilder();
        map.forEach((rawKey, rawItem) -> {
            Object key = Values.of(rawKey);
            Object item = Values.of(rawItem);
            if (item == None.NONE || item instanceof Undefined) {
                return;
            }
            String name = Text.orNull(key);
            if (name == null) {
                throw TemplateRuntimeError.type(
                        "expected string or bytes-like object, got '" + Values.typeName(key) + "'");
            }
            if (name.chars().anyMatch(c -> c == ' ' || c >= '\t' && c <= '\r' || "/>=".indexOf(c) >= 0)) {
                throw TemplateRuntimeError.value("Invalid character in attribute name: " + Repr.of(name));
            }
            String attribute = Text.escaped(key) + "=\"" + Text.escaped(item) + "\"";
            run.charge(attribute.length());
            result.append(result.isEmpty() ? "" : " ").append(attribute);
        });
        String text = result.isEmpty() || !a.flag(0, true) ? result.toString() : " " + result;
        return run.escape() ? new SafeString(text) : text;
    }
}
