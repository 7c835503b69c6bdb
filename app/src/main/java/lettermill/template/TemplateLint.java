package lettermill.template;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import lettermill.jinja.Template;
import lettermill.template.LintFinding.Rule;
import lettermill.template.LintFinding.Severity;
import lettermill.template.RenderingFailure.Part;
import lettermill.template.markup.MaskedSource;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/** Reads a template as a mailbox provider, a lawyer and a screen reader would. */
public final class TemplateLint {
    /** Gmail cuts a message off above about 102 KB of HTML, and with the end goes the unsubscribe link. */
    static final int GMAIL_CLIP = 102 * 1024;

    /** A tracked link: base URL, path and signed token, in characters; measured, generous for a long domain. */
    private static final int TRACKED_LINK = 110;

    /** The pixel's whole element. */
    private static final int PIXEL = 170;

    private TemplateLint() {}

    /** Everything worth saying about a version; syntax errors first. */
    public static List<LintFinding> check(TemplateVersion version) {
        List<RenderingFailure> failures = new ArrayList<>();
        Map<Part, Template> parts = LetterTemplate.parts(version, failures);
        List<LintFinding> findings = new ArrayList<>();
        for (RenderingFailure failure : failures) {
            findings.add(syntax(failure));
        }
        if (failures.isEmpty()) {
            names(version, parts, findings);
        }
        markup(version.html(), findings);
        size(sizeAfterTracking(version.html()), findings);
        return List.copyOf(findings);
    }

    /** The syntax errors alone: what keeps a template from being saved. */
    static List<RenderingFailure> failures(TemplateVersion version) {
        List<RenderingFailure> failures = new ArrayList<>();
        LetterTemplate.parts(version, failures);
        return failures;
    }

    static LintFinding syntax(RenderingFailure failure) {
        return new LintFinding(
                Rule.SYNTAX,
                Severity.ERROR,
                failure.part().field(),
                failure.line() == 0 ? null : failure.line(),
                failure.column() == 0 ? null : failure.column(),
                String.valueOf(failure.getMessage()),
                failure.right());
    }

    /** Size of the HTML part once its links are tracked and the pixel is in, in bytes of UTF-8. */
    static int sizeAfterTracking(String html) {
        int bytes = html.getBytes(StandardCharsets.UTF_8).length + PIXEL;
        MaskedSource source = new MaskedSource(html);
        for (Element link : parse(source).select("a[href], area[href]")) {
            String href = link.attr("href").strip();
            if (href.regionMatches(true, 0, "http", 0, 4)) {
                bytes += TRACKED_LINK - href.getBytes(StandardCharsets.UTF_8).length;
            }
        }
        return bytes;
    }

    static void size(int bytes, List<LintFinding> findings) {
        if (bytes > GMAIL_CLIP) {
            findings.add(whole(
                    Rule.SIZE,
                    Severity.WARNING,
                    Part.HTML,
                    "is " + (bytes + 1023) / 1024 + " KB once links are tracked; Gmail cuts a mail off at 102 KB",
                    "a shorter mail, or less repeated style"));
        }
    }

    private static void names(TemplateVersion version, Map<Part, Template> parts, List<LintFinding> findings) {
        Set<String> declared = new TreeSet<>();
        version.variables().forEach(variable -> declared.add(variable.name()));
        Set<String> used = new TreeSet<>();
        parts.forEach((part, template) -> {
            for (String name : new TreeSet<>(template.variables())) {
                if (used.add(name) && !declared.contains(name) && !SystemNames.ALL.contains(name)) {
                    findings.add(whole(
                            Rule.VARIABLE_UNDECLARED,
                            Severity.WARNING,
                            part,
                            "uses " + name + ", which is not declared: a person without such an attribute gets no mail",
                            "declare it under variables, with a default if it may be missing"));
                }
            }
        });
        for (String name : declared) {
            if (!used.contains(name)) {
                findings.add(whole(
                        Rule.VARIABLE_UNUSED,
                        Severity.WARNING,
                        Part.VARIABLES,
                        "declares " + name + ", used nowhere",
                        "use it or drop it"));
            }
        }
        if (version.category().needsUnsubscribe()) {
            legal(parts, findings);
        }
    }

    /** Both in the HTML and in a text part written by hand: each reader sees one of them. */
    private static void legal(Map<Part, Template> parts, List<LintFinding> findings) {
        for (Part part : new Part[] {Part.HTML, Part.TEXT}) {
            Template template = parts.get(part);
            if (template == null) {
                continue;
            }
            Set<String> used = template.variables();
            if (!used.contains(SystemNames.UNSUBSCRIBE_URL) && !used.contains(SystemNames.PREFERENCES_URL)) {
                findings.add(whole(
                        Rule.UNSUBSCRIBE_MISSING,
                        part == Part.HTML ? Severity.ERROR : Severity.WARNING,
                        part,
                        "has no way to unsubscribe",
                        "a link to {{ unsubscribe_url }} or {{ preferences_url }}"));
            }
            if (!used.contains(SystemNames.POSTAL_ADDRESS)) {
                findings.add(whole(
                        Rule.POSTAL_ADDRESS_MISSING,
                        Severity.WARNING,
                        part,
                        "does not show who sends it and from where",
                        "{{ postal_address }} in the footer, unless the address is written out"));
            }
        }
    }

    private static void markup(String html, List<LintFinding> findings) {
        MaskedSource source = new MaskedSource(html);
        Document document = parse(source);
        for (Element image : document.select("img:not([alt])")) {
            findings.add(at(
                    image,
                    Rule.ALT_MISSING,
                    "an image has no alt text",
                    "alt=\"what it shows\", or alt=\"\" for decoration"));
        }
        for (Element link : document.select("a[href]")) {
            String href = link.attr("href").strip();
            if (href.isEmpty() || href.equals("#")) {
                findings.add(at(link, Rule.LINK_EMPTY, "a link leads nowhere", "an address in href"));
            } else if (!shows(link, source::prints)) {
                findings.add(at(
                        link, Rule.LINK_EMPTY, "a link has nothing to click on", "a text, or an image with alt text"));
            }
        }
    }

    private static boolean shows(Element link, Predicate<String> prints) {
        String text = link.text();
        return prints.test(text)
                || text.chars()
                        .anyMatch(c -> !Character.isWhitespace(c) && Character.getType(c) != Character.PRIVATE_USE)
                || !link.select("img, svg").isEmpty();
    }

    private static Document parse(MaskedSource source) {
        return Parser.htmlParser().setTrackPosition(true).parseInput(source.masked(), "");
    }

    private static LintFinding at(Element element, Rule rule, String wrong, String right) {
        var start = element.sourceRange().start();
        return new LintFinding(
                rule, Severity.WARNING, Part.HTML.field(), start.lineNumber(), start.columnNumber(), wrong, right);
    }

    private static LintFinding whole(Rule rule, Severity severity, Part part, String wrong, String right) {
        return new LintFinding(rule, severity, part.field(), null, null, wrong, right);
    }
}
