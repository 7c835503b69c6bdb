package lettermill.template.markup;

import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/**
 * The plain-text part of a letter, made from its HTML: blocks become paragraphs, list items get a dash, links their
 * address behind them, images their alternative text; what a reader of the HTML doesn't see is left out.
 */
public final class PlainText {
    private static final Set<String> SILENT = Set.of("style", "script", "template", "noscript", "title");
    private static final Set<String> PARAGRAPHS =
            Set.of("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "blockquote", "pre", "dl");
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
    /** Elements without content; by the rules of XML, what follows them may be inside them nevertheless. */
    private static final Set<String> VOID = Set.of(
            "br", "hr", "img", "input", "meta", "link", "area", "base", "col", "embed", "source", "track", "wbr");

    private static final Set<String> LINKS = Set.of("http", "https", "mailto", "tel");

    private PlainText() {}

    /** The text of a whole HTML document or a piece of one; ends with a line break unless empty. */
    public static String of(String html) {
        return TextLayout.of(marked(Jsoup.parse(html), UnaryOperator.identity()));
    }

    /**
     * The words of a parsed document with the marks of {@link TextLayout} between them.
     *
     * @param reveal turns a piece of text into what it stands for, where two pieces are compared
     */
    static String marked(Node document, UnaryOperator<String> reveal) {
        Writer writer = new Writer(reveal);
        document.traverse(writer);
        return writer.out.toString();
    }

    private static final class Writer implements NodeVisitor {
        private final StringBuilder out = new StringBuilder();
        private final UnaryOperator<String> reveal;
        private int hidden;

        private Writer(UnaryOperator<String> reveal) {
            this.reveal = reveal;
        }

        @Override
        public void head(Node node, int depth) {
            if (node instanceof TextNode text && hidden == 0) {
                out.append(text.getWholeText());
            } else if (node instanceof Element element) {
                if (VOID.contains(element.normalName())) {
                    alone(element);
                } else if (hidden > 0 || silent(element)) {
                    hidden++;
                } else {
                    separate(element.normalName());
                    out.append(element.normalName().equals("li") ? "-\u00A0" : "");
                }
            }
        }

        @Override
        public void tail(Node node, int depth) {
            if (!(node instanceof Element element) || VOID.contains(element.normalName())) {
                return;
            }
            if (hidden > 0) {
                hidden--;
                return;
            }
            switch (element.normalName()) {
                case "a" -> link(element);
                case "td", "th" -> out.append(' ');
                default -> separate(element.normalName());
            }
        }

        private void alone(Element element) {
            if (hidden > 0 || silent(element)) {
                return;
            }
            switch (element.normalName()) {
                case "br" -> out.append(TextLayout.BREAK);
                case "hr" ->
                    out.append(TextLayout.PARAGRAPH).append("----------").append(TextLayout.PARAGRAPH);
                case "img" -> out.append(element.attr("alt"));
                default -> {}
            }
        }

        private void separate(String name) {
            if (PARAGRAPHS.contains(name)) {
                out.append(TextLayout.PARAGRAPH);
            } else if (LINES.contains(name)) {
                out.append(TextLayout.LINE);
            }
        }

        private void link(Element element) {
            String href = element.attr("href").strip();
            String address = reveal.apply(href);
            String shown = reveal.apply(element.text());
            if (leads(address) && !address.equals(shown) && !address.equals("mailto:" + shown)) {
                out.append(" (").append(href).append(')');
            }
        }

        /** Whether an address is worth writing out; one that Jinja fills in is. */
        private static boolean leads(String address) {
            int colon = address.indexOf(':');
            return address.startsWith("{{")
                    || (colon > 0 && LINKS.contains(address.substring(0, colon).toLowerCase(Locale.ROOT)));
        }

        private static boolean silent(Element element) {
            String style = element.attr("style");
            return SILENT.contains(element.normalName())
                    || element.hasAttr("hidden")
                    || (!style.isEmpty() && style.replace(" ", "").contains("display:none"));
        }
    }
}
