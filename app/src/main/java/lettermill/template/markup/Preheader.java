package lettermill.template.markup;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where and how the preview text stands in the HTML: first thing in the body, invisible once the mail is open. */
public final class Preheader {
    /** The name under which the rendered preview text stands in the context. */
    public static final String NAME = "lettermill_preheader";

    /** Behind it, filling keeps inboxes from showing the body's first words after a short preview text. */
    private static final String FILLING = "&#847;&zwnj;&nbsp;".repeat(60);

    private static final String ELEMENT =
            "<div style=\"display:none;max-height:0;max-width:0;opacity:0;overflow:hidden;mso-hide:all;"
                    + "font-size:1px;line-height:1px;color:transparent\">{{ " + NAME + " }}" + FILLING
                    + "</div>";

    private static final Pattern BODY = Pattern.compile("<body\\b[^>]*>", Pattern.CASE_INSENSITIVE);
    private static final Pattern HEAD = Pattern.compile("</head\\s*>|<html\\b[^>]*>", Pattern.CASE_INSENSITIVE);
    private static final Pattern DOCTYPE = Pattern.compile("\\A\\s*<!doctype\\b[^>]*>", Pattern.CASE_INSENSITIVE);

    private Preheader() {}

    /** The HTML source with a place for the preheader; in the same line, so that line numbers stay true. */
    public static String into(String html) {
        int at = place(new MaskedSource(html).masked());
        return html.substring(0, at) + ELEMENT + html.substring(at);
    }

    private static int place(String masked) {
        for (Pattern opening : new Pattern[] {BODY, HEAD, DOCTYPE}) {
            Matcher matcher = opening.matcher(masked);
            int end = -1;
            while (matcher.find()) {
                end = matcher.end();
            }
            if (end >= 0) {
                return end;
            }
        }
        return 0;
    }
}
