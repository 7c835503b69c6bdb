package lettermill.bench.template;

/** The newsletter that sending is measured with. */
public final class Newsletter {
    private static final int LINKS = 10;

    private Newsletter() {}

    /**
     * A template of ten links, three substitutions in each section, and about that many bytes in the mail.
     *
     * @param bytes of HTML, before tracking and encoding
     */
    public static String html(int bytes) {
        StringBuilder html = new StringBuilder(bytes + 1000);
        html.append("<!doctype html><html><head><title>News</title></head><body>")
                .append("<h1>Hello {{ first_name }}</h1>");
        int filler = Math.max(0, bytes - 3_500) / LINKS;
        for (int section = 1; section <= LINKS; section++) {
            html.append("<h2>Part ").append(section).append(" for {{ city }}</h2><p>");
            String sentence = "The mill turns, the flour falls, and part " + section + " goes on as it began. ";
            html.append(sentence.repeat(filler / sentence.length()));
            html.append("</p>{% if plan == 'pro' %}<p>Thank you, {{ first_name }}.</p>{% endif %}<p>")
                    .append("<a href=\"https://shop.example.com/articles/")
                    .append(section)
                    .append("?from=news\">Read on</a></p>");
        }
        return html.append(
                        "<p>{{ postal_address }} <a href=\"{{ unsubscribe_url }}\">Unsubscribe</a></p></body></html>")
                .toString();
    }
}
