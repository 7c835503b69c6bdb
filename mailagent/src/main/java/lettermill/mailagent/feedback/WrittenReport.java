package lettermill.mailagent.feedback;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A report's words for people: who was not reached, and the paragraphs about each. */
final class WrittenReport {
    private static final int MOST_LINES = 2000;

    /** From here on it is the letter itself that speaks. */
    private static final Pattern ORIGINAL =
            Pattern.compile("(?im)^[ \\t>*#_=-]*(?:(?:this|below|here|included)[^\\n]{0,40}\\b(?:copy of|header)"
                    + "|(?:original|unsent|returned|undelivered|included|bounced|your|rejected)\\s+(?:e-?mail|message|mail)"
                    + "(?:\\s+(?:header|text|body|content|follow|is|below|attached)[^\\n]{0,60})?\\s*[:.-]*\\s*[-=_*#]*\\s*$"
                    + "|(?:the )?(?:message |mail )?headers?(?: of the original message)? (?:follow|are|is)[^\\n]{0,60}"
                    + "|(?:the )?(?:header|text|body|first \\d+ lines) of (?:the |your )?(?:original|message|undelivered)[^\\n]{0,60}"
                    + "|message header(?:s)?:?\\s*[-=_*]*\\s*$|received: message:?\\s*$"
                    + "|content-type: *message/(?:rfc822|partial)[^\\n]{0,60}).*$");

    private static final Pattern HEADER_LINE = Pattern.compile(
            "(?im)^(?:return-path|received|x-received|message-id|dkim-signature|mime-version|delivered-to|x-originating-ip)[ \\t]*:");

    private static final Pattern AT_START = Pattern.compile(
            "^[\\s>*\"'(-]{0,12}(?:(?:address|recipient|rcpt to|user|e-?mail|rfc822;|\\d{3}(?:[ -]\\d\\.\\d\\.\\d{1,3})?)[: ]{1,3})?"
                    + "[<(\"']{0,2}(?:mailto:|smtp:)?([^\\s<>\"'(),:;@]{1,64}@[^\\s<>\"'(),:;@\\[\\]]{3,255})");

    private static final Pattern CODED =
            Pattern.compile("(?<![\\w.])(?:[45][0-5]\\d(?=[ \\-#:,])|[45]\\.\\d{1,3}\\.\\d{1,3}(?![\\d.]))");

    private final List<String> lines;

    private WrittenReport(List<String> lines) {
        this.lines = lines;
    }

    static WrittenReport of(String text) {
        String report = text;
        for (Pattern end : List.of(ORIGINAL, HEADER_LINE)) {
            Matcher matcher = end.matcher(report);
            // A report that begins with what it returns has its words afterwards.
            if (matcher.find() && !report.substring(0, matcher.start()).isBlank()) {
                report = report.substring(0, matcher.start());
            }
        }
        List<String> lines =
                report.lines().limit(MOST_LINES).map(String::stripTrailing).toList();
        return new WrittenReport(lines);
    }

    String text() {
        return String.join("\n", lines);
    }

    /** The paragraphs about each address that begins a line, in order; the key is as written. */
    Map<String, String> recipients() {
        Map<String, StringBuilder> found = new LinkedHashMap<>();
        StringBuilder open = null;
        for (String line : lines) {
            String address = atStart(line);
            if (address != null) {
                open = found.computeIfAbsent(known(found, address), unseen -> new StringBuilder());
            }
            if (open != null) {
                open.append(line).append('\n');
            }
        }
        Map<String, String> told = new LinkedHashMap<>();
        found.forEach((address, words) -> told.put(address, words.toString()));
        return told;
    }

    private static String known(Map<String, StringBuilder> found, String address) {
        return found.keySet().stream()
                .filter(address::equalsIgnoreCase)
                .findFirst()
                .orElse(address);
    }

    private static @Nullable String atStart(String line) {
        Matcher matcher = AT_START.matcher(line);
        return matcher.find() ? Addresses.first(matcher.group(1)) : null;
    }

    /**
     * What is said of a recipient, from the exact to the wide.
     *
     * @param alone whether the report is about nobody else, so that every word is about this recipient
     */
    List<String> about(@Nullable String address, @Nullable String otherName, boolean alone) {
        List<String> places = new ArrayList<>();
        Map<String, String> told = recipients();
        if (!alone && address != null) {
            places.add(coded(mentions(address)));
        }
        for (String name : told.keySet()) {
            if (name.equalsIgnoreCase(address) || name.equalsIgnoreCase(otherName)) {
                String words = told.getOrDefault(name, "");
                places.add(coded(words));
                places.add(words);
            }
        }
        if (alone) {
            places.add(coded(text()));
            places.add(text());
        } else if (address != null) {
            places.add(mentions(address));
        }
        return places;
    }

    private String mentions(String address) {
        String lower = address.toLowerCase(Locale.ROOT);
        StringBuilder found = new StringBuilder();
        lines.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).contains(lower))
                .forEach(line -> found.append(line).append('\n'));
        return found.toString();
    }

    /** The lines with a code, each with those that go on from it. */
    private static String coded(String words) {
        StringBuilder found = new StringBuilder();
        boolean open = false;
        for (String line : words.lines().toList()) {
            open = !line.isBlank() && (open || CODED.matcher(line).find());
            if (open) {
                found.append(line).append('\n');
            }
        }
        return found.toString();
    }
}
