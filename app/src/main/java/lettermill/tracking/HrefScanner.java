package lettermill.tracking;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Finds, in HTML as people write it for mail, the places of link addresses and of {@code </body>}. It reads tags by the rules
 * of the HTML standard's tokenizer and never rebuilds the document: what it doesn't name stays as it was written.
 * Comments and raw text are passed over, but Outlook's conditional comments are read, since their VML carries links.
 */
final class HrefScanner {

    /**
     * The value of a link's {@code href}: {@code [from, to)} without its quotes.
     *
     * @param quoted false for {@code href=value}
     */
    record Href(int from, int to, boolean quoted) {}

    private final String html;
    private final List<Href> hrefs = new ArrayList<>();
    private final List<Integer> bodyEnds = new ArrayList<>();

    /** Scans HTML whose Jinja tags are blanked by {@link JinjaMask}. */
    HrefScanner(String html) {
        this.html = html;
        int at = 0;
        while (at >= 0 && (at = html.indexOf('<', at)) >= 0) {
            at = markup(at);
        }
    }

    /** The links to consider, in document order. */
    List<Href> hrefs() {
        return hrefs;
    }

    /** Where each {@code </body} begins. */
    List<Integer> bodyEnds() {
        return bodyEnds;
    }

    private int markup(int at) {
        if (html.startsWith("<!--", at)) {
            return comment(at);
        }
        char next = at + 1 < html.length() ? html.charAt(at + 1) : ' ';
        if (next == '!' || next == '?') {
            return after(">", at);
        }
        if (next == '/') {
            if (name(at + 2).equals("body")) {
                bodyEnds.add(at);
            }
            return after(">", at);
        }
        return letter(next) ? tag(at) : at + 1;
    }

    private int comment(int at) {
        if (html.startsWith("<!-->", at) || html.startsWith("<!--->", at)) {
            return html.indexOf('>', at) + 1;
        }
        boolean conditional = html.substring(at + 4, Math.min(html.length(), at + 20))
                .stripLeading()
                .startsWith("[if");
        return conditional ? after("]>", at) : after("-->", at + 4);
    }

    private int tag(int at) {
        String name = name(at + 1);
        Map<String, Href> attributes = new TreeMap<>();
        int end = attributes(at + 1 + name.length(), attributes::putIfAbsent);
        boolean links = name.equals("a") || name.equals("area") || name.startsWith("v:");
        Href href = attributes.get("href");
        // A tag that never closes is no tag.
        if (links && end > 0 && href != null && !attributes.containsKey("data-no-track")) {
            hrefs.add(href);
        }
        return switch (name) {
            case "script", "style", "textarea", "title", "xmp" -> rawTextEnd(name, end);
            default -> end;
        };
    }

    /** Reads attributes up to the tag's end; an attribute without a value has an empty range. */
    private int attributes(int from, BiConsumer<String, Href> found) {
        int at = from;
        while (at < html.length() && html.charAt(at) != '>') {
            char c = html.charAt(at);
            if (space(c) || c == '/' || c == JinjaMask.BLANK) {
                at++;
                continue;
            }
            int nameEnd = at + 1;
            while (nameEnd < html.length() && !ends(html.charAt(nameEnd)) && html.charAt(nameEnd) != '=') {
                nameEnd++;
            }
            String name = html.substring(at, nameEnd).toLowerCase(Locale.ROOT);
            int equals = skipSpace(nameEnd);
            boolean valued = equals < html.length() && html.charAt(equals) == '=';
            Href value = valued ? value(skipSpace(equals + 1)) : new Href(nameEnd, nameEnd, false);
            found.accept(name, value);
            at = value.quoted() ? value.to() + 1 : Math.max(value.to(), nameEnd);
        }
        return at < html.length() ? at + 1 : -1;
    }

    private Href value(int from) {
        char quote = from < html.length() ? html.charAt(from) : ' ';
        if (quote == '"' || quote == '\'') {
            int end = html.indexOf(quote, from + 1);
            return new Href(from + 1, end < 0 ? html.length() : end, true);
        }
        int end = from;
        while (end < html.length() && !space(html.charAt(end)) && html.charAt(end) != '>') {
            end++;
        }
        return new Href(from, end, false);
    }

    private int rawTextEnd(String name, int from) {
        String close = "</" + name;
        for (int at = from; at >= 0 && (at = html.indexOf("</", at)) >= 0; at += 2) {
            if (html.regionMatches(true, at, close, 0, close.length())) {
                return at;
            }
        }
        return -1;
    }

    private String name(int from) {
        int end = from;
        while (end < html.length() && !ends(html.charAt(end))) {
            end++;
        }
        return html.substring(from, end).toLowerCase(Locale.ROOT);
    }

    private int after(String text, int from) {
        int at = html.indexOf(text, from);
        return at < 0 ? -1 : at + text.length();
    }

    private int skipSpace(int from) {
        int at = from;
        while (at < html.length() && space(html.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean ends(char c) {
        return space(c) || c == '/' || c == '>' || c == JinjaMask.BLANK;
    }

    private static boolean space(char c) {
        return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
    }

    private static boolean letter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
