package lettermill.jinja.syntax;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What people write who know other template languages, or whose editor changes what they write; and what is right here. */
public final class Habits {
    /** Characters before and behind an error that are looked at. */
    private static final int AROUND = 200;

    private record Habit(Pattern written, String advice) {}

    /** The first that stands where the error is gives the advice. */
    private static final List<Habit> IN_TAGS = List.of(
            habit("&(?:#?\\w+);", "An HTML editor has encoded this: write plain \" ' < > & inside a tag."),
            habit("[“”„‟«»‘’‚‛‹›]", "These are printer's quotation marks: write straight ones, \" or '."),
            habit(
                    "\\{\\{[#/^>!&]\\s*\\w*",
                    "This is Handlebars: write {% if name %} … {% endif %}, {% for x in list %} … {% endfor %}."),
            habit("\\A\\{\\{-?\\s*-?\\}\\}", "There is nothing to print: write a name, as in {{ name }}."),
            habit(
                    "\\A\\{\\{-?\\s*(?:if|elif|for|set|block|include|extends|macro|end\\w+)\\b\\s*",
                    "Tags stand in {% and %}; {{ and }} print a value."),
            habit("\\A\\{%[^%}]*\\}\\}?", "A tag that begins with {% ends with %}."),
            habit("\\A\\{\\{[^%}]*%\\}", "What begins with {{ ends with }}."),
            habit("\\A\\{\\{[^{}]*\\}(?!\\})", "What begins with {{ ends with }}."),
            habit("(?s)(['\"])(?:(?!\\1).)*[%}]\\}(?:(?!\\1).)*\\1\\s*", "A quotation mark before this isn't closed."),
            habit("'\\w+'\\w+", "The apostrophe ends the text: put text that has one in double quotation marks."),
            habit("!==|<>", "Write != to compare."),
            habit("===", "Write == to compare."),
            habit(":=", "Write = to assign."),
            habit("(?<![=!<>])=", "Write == to compare; = belongs in {% set name = value %}."),
            habit("&&?", "Write and instead of &&."),
            habit("\\|\\|", "Write or instead of ||."),
            habit("!", "Write not instead of !."),
            habit("->", "Write a point: user.name."),
            habit("\\?", "Write value if condition else other."),
            habit("[$@]", "Names have no sign before them: write {{ name }}."),
            habit(
                    "\\|\\s*\\w+\\s*:",
                    "This is Liquid: a filter's arguments stand in parentheses, as in {{ name|default('you') }}."),
            habit("\\belse\\s+if\\b", "Write {% elif … %}."),
            habit("\\bfor\\s+\\w+\\s+of\\b", "Write {% for x in list %}."),
            habit("\\.\\.", "Write range(1, 6) for the numbers from 1 to 5."),
            habit(";", "A tag holds one expression; nothing ends with a semicolon."),
            habit("[\"']", "This quotation mark isn't closed."),
            habit(
                    "\\A\\{\\{-?\\s*[^\\W\\d][\\w.]*\\s+[^\\W\\d]\\w*",
                    "A name has no blanks in it: write first_name, not first name."));

    private static final Map<String, String> TAGS = Map.ofEntries(
            Map.entry("elseif", "{% elif … %}"),
            Map.entry("elsif", "{% elif … %}"),
            Map.entry("unless", "{% if not … %}"),
            Map.entry("endunless", "{% endif %}"),
            Map.entry("case", "{% if … %} and {% elif … %}"),
            Map.entry("switch", "{% if … %} and {% elif … %}"),
            Map.entry("when", "{% elif … %}"),
            Map.entry("empty", "{% else %} inside {% for … %}"),
            Map.entry("foreach", "{% for x in list %}"),
            Map.entry("each", "{% for x in list %}"),
            Map.entry("assign", "{% set name = value %}"),
            Map.entry("var", "{% set name = value %}"),
            Map.entry("let", "{% set name = value %}"),
            Map.entry("capture", "{% set name %} … {% endset %}"),
            Map.entry("comment", "{# … #}"),
            Map.entry("verbatim", "{% raw %} … {% endraw %}"),
            Map.entry("render", "{% include 'name' %}"),
            Map.entry("layout", "{% extends 'name' %}"),
            Map.entry("cycle", "{{ loop.cycle('odd', 'even') }}"));

    private static final Map<String, String> NAMES = Map.of(
            "null", "Write none, or `is none` to ask for it.",
            "nil", "Write none, or `is none` to ask for it.",
            "undefined", "Write `is defined` to ask whether there is a value.",
            "else", "Write {% else %}: tags stand in {% and %}.",
            "this", "Write the name of the loop's variable.");

    private Habits() {}

    private static Habit habit(String written, String advice) {
        return new Habit(Pattern.compile(written), advice);
    }

    /** Advice for an error inside a tag at an offset of the template, or null. */
    static @Nullable String advice(String text, int at) {
        int begin = Math.max(text.lastIndexOf("{{", at), text.lastIndexOf("{%", at));
        if (begin < 0) {
            return null;
        }
        if (text.indexOf("}}", begin) < 0 && text.indexOf("%}", begin) < 0 && text.indexOf('}', begin) < 0) {
            return "This tag isn't closed: {{ ends with }}, {% with %}.";
        }
        String tag = text.substring(Math.max(begin, at - AROUND), Math.min(text.length(), at + AROUND));
        int error = at - Math.max(begin, at - AROUND);
        for (Habit habit : IN_TAGS) {
            Matcher matcher = habit.written.matcher(tag);
            while (matcher.find() && matcher.start() <= error) {
                if (matcher.end() >= error) {
                    return habit.advice;
                }
            }
        }
        return null;
    }

    /** What to write instead of a tag of another language, or null. */
    static @Nullable String tag(String name) {
        String right = TAGS.get(name);
        return right == null ? null : "Write " + right + ".";
    }

    /** What to write instead of a name that means something in other languages, or null. */
    public static @Nullable String name(Object name) {
        return NAMES.get(name.toString());
    }
}
