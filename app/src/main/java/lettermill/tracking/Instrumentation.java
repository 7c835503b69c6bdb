package lettermill.tracking;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lettermill.base.WorkspaceId;
import org.jsoup.parser.Parser;
import org.springframework.stereotype.Service;

/**
 * Puts links and opens under count by rewriting a template's source, once for all its readers. What it writes is Jinja that
 * {@link TrackingFilters} understands and that needs the variable {@code lettermill_message}, the id of the message.
 */
@Service
public class Instrumentation {

    /** Leave these alone: one click must do what it says, without a detour. */
    private static final List<String> PREFERENCE_VARIABLES = List.of("unsubscribe_url", "preferences_url");

    private static final Set<String> BLOCKS =
            Set.of("if", "for", "filter", "with", "call", "macro", "autoescape", "raw");
    private static final Set<String> BRANCHES = Set.of("else", "elif");

    private static final String PIXEL =
            "<img src=\"%s/t/p/{{ lettermill_message|lettermill_pixel }}.gif\" width=\"1\" height=\"1\""
                    + " alt=\"\" style=\"display:block;width:1px;height:1px;border:0\">";

    private final Links links;

    Instrumentation(Links links) {
        this.links = links;
    }

    /**
     * Rewrites the {@code href}s of links, areas and VML shapes, and adds the pixel. Anything that is no complete http or https
     * address stays: {@code mailto:}, anchors, relative addresses, unsubscribe and preference links, and whatever bears
     * {@code data-no-track}. The same version gives the same links, however often it is asked.
     *
     * @param templateVersionId the version whose HTML it is
     * @param htmlSource HTML with Jinja, as written
     */
    public Instrumented instrument(
            WorkspaceId workspace, long templateVersionId, String htmlSource, TrackingBase base) {
        JinjaMask mask = new JinjaMask(htmlSource);
        HrefScanner scanner = new HrefScanner(mask.text());
        List<HrefScanner.Href> hrefs = scanner.hrefs();
        Map<Integer, TargetUrl> fixed = fixedUrls(htmlSource, mask, hrefs);
        Map<Integer, Long> ids = fixed.isEmpty() ? Map.of() : links.store(workspace, templateVersionId, fixed);
        List<Edit> edits = new ArrayList<>();
        for (int position = 0; position < hrefs.size(); position++) {
            HrefScanner.Href href = hrefs.get(position);
            if (ids.containsKey(position)) {
                edits.add(toFixed(href, ids.get(position), base));
            } else if (rendered(htmlSource, mask, href)) {
                edits.addAll(toRendered(href, base));
            }
        }
        List<Integer> ends = scanner.bodyEnds().isEmpty() ? List.of(htmlSource.length()) : scanner.bodyEnds();
        ends.forEach(end -> edits.add(new Edit(end, end, PIXEL.formatted(base.url()))));
        return new Instrumented(apply(htmlSource, mask, edits));
    }

    private static Map<Integer, TargetUrl> fixedUrls(String source, JinjaMask mask, List<HrefScanner.Href> hrefs) {
        Map<Integer, TargetUrl> urls = new HashMap<>();
        for (int position = 0; position < hrefs.size(); position++) {
            HrefScanner.Href href = hrefs.get(position);
            if (mask.tags(href.from(), href.to()).isEmpty()) {
                String address = Parser.unescapeEntities(source.substring(href.from(), href.to()), true);
                int at = position;
                TargetUrl.of(address).ifPresent(url -> urls.put(at, url));
            }
        }
        return urls;
    }

    /** Whether an address is only known when it is rendered, and may then turn out to be one to count. */
    private static boolean rendered(String source, JinjaMask mask, HrefScanner.Href href) {
        List<JinjaMask.Tag> tags = mask.tags(href.from(), href.to());
        if (tags.isEmpty() || mask.raw(href.from()) || !balanced(tags)) {
            return false;
        }
        String before = source.substring(href.from(), tags.getFirst().from());
        String scheme = TargetUrl.scheme(before);
        boolean otherScheme = !scheme.isEmpty() && !scheme.equals("http") && !scheme.equals("https");
        boolean quotesInside =
                !href.quoted() && mask.text().substring(href.from(), href.to()).matches("(?s).*[\"'].*");
        boolean preferences =
                tags.stream().anyMatch(tag -> PREFERENCE_VARIABLES.stream().anyMatch(tag.source()::contains));
        return !otherScheme
                && !quotesInside
                && !preferences
                && !before.stripLeading().startsWith("#");
    }

    /** Whether every block that begins among the tags ends among them, so that another block may be put around. */
    private static boolean balanced(List<JinjaMask.Tag> tags) {
        int depth = 0;
        for (JinjaMask.Tag tag : tags) {
            String keyword = tag.statement() ? tag.keyword() : "";
            depth += BLOCKS.contains(keyword) ? 1 : keyword.startsWith("end") ? -1 : 0;
            boolean strange = tag.statement() && depth == 0 && !keyword.startsWith("end");
            if (depth < 0 || strange || depth == 0 && BRANCHES.contains(keyword)) {
                return false;
            }
        }
        return depth == 0;
    }

    private static Edit toFixed(HrefScanner.Href href, long linkId, TrackingBase base) {
        String tracked = base.url() + "/t/c/{{ lettermill_message|lettermill_click(" + linkId + ") }}";
        return new Edit(href.from(), href.to(), href.quoted() ? tracked : '"' + tracked + '"');
    }

    private static List<Edit> toRendered(HrefScanner.Href href, TrackingBase base) {
        String quote = href.quoted() ? "" : "\"";
        return List.of(
                new Edit(
                        href.from(),
                        href.from(),
                        quote + "{% filter lettermill_track(lettermill_message, '" + base.url() + "') %}"),
                new Edit(href.to(), href.to(), "{% endfilter %}" + quote));
    }

    private static String apply(String source, JinjaMask mask, List<Edit> edits) {
        StringBuilder html = new StringBuilder(source.length() + 100 * edits.size());
        int copied = 0;
        edits.sort(Comparator.comparingInt(Edit::from));
        for (Edit edit : edits) {
            html.append(source, copied, edit.from());
            // Jinja is only run outside of a raw block.
            html.append(mask.raw(edit.from()) ? "{% endraw %}" + edit.text() + "{% raw %}" : edit.text());
            copied = edit.to();
        }
        return html.append(source, copied, source.length()).toString();
    }

    /** Text to put in place of {@code source[from, to)}. */
    private record Edit(int from, int to, String text) {}
}
