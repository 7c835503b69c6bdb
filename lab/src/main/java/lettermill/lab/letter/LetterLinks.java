package lettermill.lab.letter;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * What there is to fetch in a mail; only absolute http and https addresses.
 *
 * @param images all images, tracking pixels among them, in order
 * @param content links to click on
 * @param leaving links whose text or address says that one leaves or sets preferences there
 * @param oneClick where a mailbox provider may unsubscribe by POST (RFC 8058): List-Unsubscribe with an http address
 *     <em>and</em> List-Unsubscribe-Post with exactly the one value
 */
public record LetterLinks(List<URI> images, List<URI> content, List<URI> leaving, Optional<URI> oneClick) {
    private static final Pattern LEAVING = Pattern.compile(
            "unsubscri|preferences|opt.?out|abmelden|abbestellen|einstellungen|désinscri|desinscri",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern BRACKETED = Pattern.compile("<\\s*(https?:[^>]+?)\\s*>", Pattern.CASE_INSENSITIVE);

    public static LetterLinks of(OpenedMail mail) {
        Document document = Jsoup.parse(mail.html());
        List<URI> images = new ArrayList<>();
        for (Element image : document.select("img[src]")) {
            web(image.attr("src")).ifPresent(images::add);
        }
        List<URI> content = new ArrayList<>();
        List<URI> leaving = new ArrayList<>();
        for (Element link : document.select("a[href], area[href]")) {
            boolean leaves =
                    LEAVING.matcher(link.text() + " " + link.attr("href")).find();
            web(link.attr("href")).ifPresent((leaves ? leaving : content)::add);
        }
        return new LetterLinks(images, content, leaving, oneClick(mail.header()));
    }

    /** Every link a scanner follows: content first, leaving ones behind. */
    public List<URI> all() {
        List<URI> all = new ArrayList<>(content);
        all.addAll(leaving);
        return all;
    }

    private static Optional<URI> oneClick(HeaderBlock header) {
        boolean offered = header.first("List-Unsubscribe-Post")
                .filter(field -> field.value().equals("List-Unsubscribe=One-Click"))
                .isPresent();
        if (!offered) {
            return Optional.empty();
        }
        return header.first("List-Unsubscribe").flatMap(field -> {
            Matcher address = BRACKETED.matcher(field.value());
            return address.find() ? web(address.group(1)) : Optional.empty();
        });
    }

    private static Optional<URI> web(String address) {
        try {
            URI uri = new URI(address.strip());
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            return web && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException broken) {
            return Optional.empty();
        }
    }
}
