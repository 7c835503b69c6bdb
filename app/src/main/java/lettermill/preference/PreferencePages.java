package lettermill.preference;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lettermill.audience.SubscriberStatus;
import lettermill.audience.SubscriptionFrequency;
import lettermill.jinja.Autoescape;
import lettermill.jinja.Budget;
import lettermill.jinja.Environment;
import lettermill.jinja.SafeString;
import lettermill.jinja.Template;
import lettermill.jinja.UndefinedKind;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** The HTML of the public pages: no script, nothing loaded from anywhere, readable in light and dark. */
@Component
class PreferencePages {
    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);
    private static final List<Map<String, String>> FREQUENCIES = List.of(
            frequency(SubscriptionFrequency.IMMEDIATE, "At once"),
            frequency(SubscriptionFrequency.DAILY, "At most daily"),
            frequency(SubscriptionFrequency.WEEKLY, "At most weekly"),
            frequency(SubscriptionFrequency.MONTHLY, "At most monthly"));

    private final SafeString css = new SafeString(resource("page.css"));
    private final String policy = "default-src 'none'; style-src 'sha256-" + sha256(css.text())
            + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    private final Template preferences;
    private final Template confirm;
    private final Template missing;

    PreferencePages() {
        Environment environment = Environment.builder()
                .autoescape(Autoescape.HTML)
                .undefined(UndefinedKind.STRICT)
                .loader(PreferencePages::resource)
                .build();
        preferences = environment.compile("preferences.html", resource("preferences.html"));
        confirm = environment.compile("confirm.html", resource("confirm.html"));
        missing = environment.compile("missing.html", resource("missing.html"));
    }

    /**
     * The preferences themselves.
     *
     * @param notice what was just done
     * @param undo how it was before; no way back is shown where that is as it is now
     */
    ResponseEntity<String> preferences(
            String token, PreferenceView view, @Nullable String notice, @Nullable PreferenceView undo) {
        Map<String, @Nullable Object> context = context(view);
        context.put("page", "/preferences/" + token);
        context.put("frequencies", FREQUENCIES);
        context.put("notice", notice);
        context.put("undo", undo == null || undo.equals(view) ? null : context(undo));
        return page(HttpStatus.OK, preferences, context);
    }

    /** The way out for a person who followed the link of the List-Unsubscribe header. */
    ResponseEntity<String> confirm(HttpStatus status, PreferenceView view, String preferenceToken) {
        Map<String, @Nullable Object> context = context(view);
        context.put("preferences", "/preferences/" + preferenceToken);
        return page(status, confirm, context);
    }

    /** For every token that isn't exactly one of ours, whatever is wrong with it. */
    ResponseEntity<String> missing() {
        return page(HttpStatus.NOT_FOUND, missing, new HashMap<>());
    }

    private ResponseEntity<String> page(HttpStatus status, Template template, Map<String, @Nullable Object> context) {
        context.put("css", css);
        return ResponseEntity.status(status)
                .contentType(HTML)
                .cacheControl(CacheControl.noStore())
                .header("Content-Security-Policy", policy)
                .header("Referrer-Policy", "no-referrer")
                .header("X-Robots-Tag", "noindex, nofollow")
                .body(template.render(context, Budget.STANDARD));
    }

    private static Map<String, @Nullable Object> context(PreferenceView view) {
        Map<String, @Nullable Object> context = new HashMap<>();
        context.put("workspace", view.workspace());
        context.put("email", view.email());
        context.put("subscribed", view.subscribed());
        // Who bounced can't come back from here: the mailbox does not exist, and that this page was opened proves
        // nothing.
        context.put("may_return", view.status() != SubscriberStatus.BOUNCED);
        context.put(
                "categories",
                view.categories().stream().map(PreferencePages::category).toList());
        return context;
    }

    private static Map<String, Object> category(PreferenceView.Category category) {
        return Map.of(
                "slug", category.slug(),
                "name", category.name(),
                "description", category.description(),
                "subscribed", category.subscribed(),
                "frequency", category.frequency().name());
    }

    private static Map<String, String> frequency(SubscriptionFrequency frequency, String label) {
        return Map.of("value", frequency.name(), "label", label);
    }

    private static String resource(String name) {
        try (InputStream stream = PreferencePages.class.getResourceAsStream("/preference/" + name)) {
            if (stream == null) {
                throw new IllegalStateException("no resource preference/" + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
