package lettermill.bench.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A template to render, in the words that both engines understand.
 *
 * @param name in the table
 * @param template its source
 * @param variables what it is rendered with
 */
record Workload(String name, String template, Map<String, Object> variables) {
    private static final int ROWS = 200;

    /** The newsletter of that many bytes for one person, which is mostly text that stays the same. */
    static Workload newsletter(int bytes) {
        return new Workload(
                "newsletter",
                Newsletter.html(bytes),
                Map.of(
                        "first_name", "Ada & Co",
                        "city", "Zürich",
                        "plan", "pro",
                        "postal_address", "Mill Lane 1 <Hamlet>",
                        "unsubscribe_url", "https://sender.example/u/7f3a"));
    }

    /** A loop of 200 rows with five filters in each, which is mostly work. */
    static Workload rows() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            rows.add(
                    i % 2 == 0
                            ? Map.of("name", "  person " + i + " ", "city", "BERN & Thun", "note", "<paid>")
                            : Map.of("name", "person " + i, "city", "oslo"));
        }
        return new Workload(
                "rows",
                "<table>{% for row in rows %}<tr><td>{{ loop.index }}</td><td>{{ row.name|trim|upper }}</td>"
                        + "<td>{{ row.city|lower|capitalize }}</td><td>{{ row.note|default('none') }}</td></tr>"
                        + "{% endfor %}</table>",
                Map.of("rows", rows));
    }
}
