package lettermill.mailagent.feedback;

import java.util.regex.Pattern;

/** The words of a report that comes as HTML only. */
final class Markup {
    private static final Pattern UNSEEN = Pattern.compile("(?is)<(style|script|head)\\b.*?</\\1>");
    private static final Pattern BREAK = Pattern.compile("(?i)<(?:br|/p|/div|/tr|/li|/h\\d)\\b[^<>]{0,200}>");
    private static final Pattern TAG = Pattern.compile("</?[a-zA-Z!][^<>]{0,2000}>");

    private Markup() {}

    static String text(String html) {
        String seen = UNSEEN.matcher(html).replaceAll(" ");
        seen = TAG.matcher(BREAK.matcher(seen).replaceAll("\n")).replaceAll(" ");
        return seen.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&nbsp;", " ")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&#64;", "@")
                .replace("&amp;", "&");
    }
}
