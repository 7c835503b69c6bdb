package lettermill.lab.people;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.Connection.KeyVal;
import org.jsoup.Jsoup;
import org.jsoup.helper.HttpConnection;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;

/** Leaves by a page's form as a person without JavaScript does, knowing the page only by its words. */
final class PreferencePage {
    private static final Pattern LEAVE =
            Pattern.compile("unsubscri|opt.?out|abmelden|all (e-?)?mails?", Pattern.CASE_INSENSITIVE);
    private static final String BUTTONS = "button:not([type=button]):not([type=reset]), input[type=submit]";

    private PreferencePage() {}

    /**
     * What the browser sends when the person presses the button.
     *
     * @param body form-encoded
     */
    record Submission(String method, URI action, String body) {}

    /** The way out of the page; empty if its words show none. A button that leaves wins over a box to tick. */
    static Optional<Submission> leave(URI page, String html) {
        Document document = Jsoup.parse(html, page.toString());
        for (Element button : document.select(BUTTONS)) {
            if (LEAVE.matcher(words(button)).find() && button.closest("form") instanceof FormElement form) {
                return Optional.of(submission(page, form, button));
            }
        }
        for (Element box : document.select("input[type=checkbox], input[type=radio]")) {
            if (LEAVE.matcher(words(box) + " " + label(document, box)).find()
                    && box.closest("form") instanceof FormElement form) {
                tick(form, box);
                Element button = form.selectFirst(BUTTONS);
                return Optional.of(submission(page, form, button == null ? form : button));
            }
        }
        return Optional.empty();
    }

    /** Of radio buttons with one name only one is pressed. */
    private static void tick(FormElement form, Element box) {
        if (box.attr("type").equalsIgnoreCase("radio")) {
            form.select("input[type=radio]").stream()
                    .filter(other -> other.attr("name").equals(box.attr("name")))
                    .forEach(other -> other.removeAttr("checked"));
        }
        box.attr("checked", true);
    }

    private static String words(Element element) {
        return String.join(
                " ", element.text(), element.attr("value"), element.attr("name"), element.attr("formaction"));
    }

    private static String label(Document document, Element box) {
        Element around = box.closest("label");
        Element beside = box.id().isEmpty() ? null : document.selectFirst("label[for=" + box.id() + "]");
        return (around == null ? "" : around.text()) + " " + (beside == null ? "" : beside.text());
    }

    private static Submission submission(URI page, FormElement form, Element button) {
        List<KeyVal> fields = form.formData();
        if (button.hasAttr("name")) {
            fields.add(HttpConnection.KeyVal.create(button.attr("name"), button.attr("value")));
        }
        String body = fields.stream()
                .map(field -> encode(field.key()) + "=" + encode(field.value()))
                .collect(Collectors.joining("&"));
        String action = button.hasAttr("formaction") ? button.absUrl("formaction") : form.absUrl("action");
        boolean posts = (button.attr("formmethod") + form.attr("method"))
                .toLowerCase(Locale.ROOT)
                .startsWith("post");
        URI target = form.hasAttr("action") || button.hasAttr("formaction") ? URI.create(action) : page;
        return posts ? new Submission("POST", target, body) : new Submission("GET", target.resolve("?" + body), "");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
