package lettermill.lab.inbox;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The frame around every page, and escaping. */
final class Html {
    private Html() {}

    static String page(String title, String content) {
        return "<!doctype html><html lang=en><head><meta charset=utf-8>"
                + "<meta name=viewport content=\"width=device-width, initial-scale=1\">"
                + "<meta name=color-scheme content=\"light dark\"><title>" + escape(title) + " · Lettermill lab</title>"
                + "<link rel=stylesheet href=/lab.css></head><body><header><a href=/>Lettermill lab</a>"
                + "<span>mailboxes of made-up people</span><a href=/api/stats>Figures as JSON</a></header><main>"
                + content + "</main></body></html>";
    }

    /** For text and for double-quoted attributes. */
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    static String urlEncode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** A file that stands beside this class. */
    static byte[] resource(String name) {
        try (InputStream in = Html.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the jar");
            }
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new IllegalStateException(name + " cannot be read", unreadable);
        }
    }
}
