package lettermill.template.markup;

import java.util.Locale;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/**
 * The plain-text part of a letter, made from its rendered HTML: blocks become paragraphs, list items get a dash,
 * links their address behind them, images their alternative text; what a reader of the HTML doesn't see is left out.
 */
public final class PlainText {
    private static final Set<String> SILENT = Set.of("head", "style", "script", "template", "noscript", "title");
    private static final Set<String> PARAGRAPHS =
            Set.of("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "blockquote", "pre", "hr", "dl");
    private static final Set<String> LINES = Set.of(
            "div",
            "tr",
            "li",
            "section",
            "article",
            "header",
            "footer",
            "center",
            "address",
            "dt",
            "dd",
            "main",
            "nav",
            "figure",
            "figcaption",
            "caption");
    private static final Set<String> LINKS = Set.of("http", "https", "mailto", "tel");

    private PlainText() {}

    /** The text of a whole HTML document or a piece of one; ends with a line break unless empty. */
    public static String of(String html) {
        Document document = Jsoup.parse(html);
        Writer writer = new Writer();
        document.traverse(writer);
        return writer.text();
    }

    private static final class Writer implements NodeVisitor {
        private final StringBuilder out = new StringBuilder();
        private int breaks;
        private boolean space;
        private int hidden;

        @Override
        public void head(Node node, int depth) {
            if (node instanceof Element element) {
                if (hidden > 0 || silent(element)) {
                    hidden++;
                    return;
                }
                open(element, element.normalName());
            } else if (node instanceof TextNode text && hidden == 0) {
                words(text.getWholeText());
            }
        }

        @Override
        public void tail(Node node, int depth) {
            if (!(node instanceof Element element)) {
                return;
            }
            if (hidden > 0) {
                hidden--;
                return;
            }
            String name = element.normalName();
            if (name.equals("a")) {
                link(element);
            }
            space |= name.equals("td") || name.equals("th");
            separate(name);
        }

        private void open(Element element, String name) {
            separate(name);
            switch (name) {
                case "br" -> breaks++;
                case "li" -> words("-\u00A0");
                case "hr" -> words("----------");
                case "img" -> words(element.attr("alt"));
                default -> {}
            }
        }

        private void separate(String name) {
            if (PARAGRAPHS.contains(name)) {
                breaks = Math.max(breaks, 2);
            } else if (LINES.contains(name)) {
                breaks = Math.max(breaks, 1);
            }
        }

        private void link(Element element) {
            String href = element.attr("href").strip();
            String scheme =
                    href.contains(":") ? href.substring(0, href.indexOf(':')).toLowerCase(Locale.ROOT) : "";
            String shown = element.text();
            if (LINKS.contains(scheme) && !href.equals(shown) && !href.equals("mailto:" + shown)) {
                words(" (" + href + ")");
            }
        }

        private void words(String text) {
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f') {
                    space = true;
                } else if (!invisible(c)) {
                    before();
                    out.append(c == '\u00A0' ? ' ' : c);
                }
            }
        }

        /** Writes the white space that was due, now that something follows it. */
        private void before() {
            if (breaks > 0 && !out.isEmpty()) {
                out.append("\n".repeat(Math.min(breaks, 2)));
            } else if (space && !out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
                out.append(' ');
            }
            breaks = 0;
            space = false;
        }

        private String text() {
            return out.isEmpty() ? "" : out.append('\n').toString();
        }

        private static boolean silent(Element element) {
            String style = element.attr("style");
            return SILENT.contains(element.normalName())
                    || element.hasAttr("hidden")
                    || (!style.isEmpty() && style.replace(" ", "").contains("display:none"));
        }

        /** Soft hyphens, joiners and byte order marks: they steer a layout that plain text doesn't have. */
        private static boolean invisible(char c) {
            return c == '\u00AD' || (c >= '\u200B' && c <= '\u200C') || c == '\u2060' || c == '\uFEFF' || c == '\u034F';
        }
    }
}
