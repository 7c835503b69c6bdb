package lettermill.alert;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import lettermill.base.WorkspaceId;
import lettermill.delivery.Mailing;
import lettermill.routing.RouteWish;
import lettermill.routing.strategy.Strategy;
import lettermill.template.EmailTemplateCategory;
import lettermill.template.LetterTemplate;
import lettermill.template.TemplateVersion;
import lettermill.tracking.TrackingBase;
import lettermill.workspace.Workspaces;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The letter that tells an owner of an alert: plain, without tracking. */
@Component
class AlertLetter {

    private static final String HTML = """
            <!doctype html><html><body style="font-family: sans-serif">
            <p><strong>{{ alert_title }}</strong></p>
            <table>{% for row in alert_rows %}<tr><td>{{ row.name }}</td><td>{{ row.value }}</td></tr>{% endfor %}</table>
            <p><a href="{{ alert_url }}">Look at it in Lettermill</a>. You get this mail as an owner of {{ workspace_name }}.</p>
            </body></html>""";

    private static final String TEXT = """
            {{ alert_title }}

            {% for row in alert_rows %}{{ row.name }}: {{ row.value }}
            {% endfor %}
            {{ alert_url }}

            You get this mail as an owner of {{ workspace_name }}.
            """;

    private static final LetterTemplate TEMPLATE = LetterTemplate.compile(
            new TemplateVersion(
                    0,
                    new UUID(0, 0),
                    0,
                    "[Lettermill] {{ alert_title }}",
                    HTML,
                    TEXT,
                    null,
                    List.of(),
                    EmailTemplateCategory.TRANSACTIONAL),
            HTML);

    /** Any way of the workspace in the order of its domains, and the installation's own where there is none: it has to arrive. */
    private static final RouteWish WISH = new RouteWish(
            null, null, List.of(), RouteWish.Others.FALLBACK, null, Strategy.PRIORITY, RouteWish.Name.ANY);

    private final Workspaces workspaces;
    private final String baseUrl;

    AlertLetter(Workspaces workspaces, @Value("${lettermill.base-url}") String baseUrl) {
        this.workspaces = workspaces;
        this.baseUrl = baseUrl;
    }

    Mailing of(Alert alert, WorkspaceId workspace) {
        List<Map<String, Object>> rows = alert.details().entrySet().stream()
                .filter(detail -> !detail.getKey().endsWith("_id"))
                .sorted(Map.Entry.comparingByKey())
                .map(detail -> Map.<String, Object>of(
                        "name", detail.getKey().replace('_', ' '), "value", words(detail.getValue())))
                .toList();
        TrackingBase base = TrackingBase.of(null, baseUrl);
        return new Mailing(
                workspaces.get(workspace),
                null,
                WISH,
                TEMPLATE,
                Map.of("alert_title", alert.title(), "alert_rows", rows, "alert_url", base.url()),
                new Mailing.Headers("alert", null, null, "alert", "alert", Mailing.Nature.NOTICE),
                base);
    }

    private static String words(Object value) {
        return value instanceof Map<?, ?> map
                ? map.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .sorted()
                        .collect(Collectors.joining("; "))
                : String.valueOf(value);
    }
}
