package lettermill.jinja.builtin;

import java.util.Iterator;
import java.util.TreeSet;
import java.util.regex.Pattern;
import lettermill.jinja.SafeString;
import lettermill.jinja.TemplateRuntimeError;
import lettermill.jinja.method.Parameters.Bound;
import lettermill.jinja.syntax.Blank;
import lettermill.jinja.value.Iteration;
import lettermill.jinja.value.MutableList;
import lettermill.jinja.value.None;
import lettermill.jinja.value.Repr;
import lettermill.jinja.value.Run;
import lettermill.jinja.value.Text;
import org.jspecify.annotations.Nullable;

/** The filter {@code urlize}: addresses in text become links. All patterns run in linear time. */
final class Urlize {
    private static final int LONGEST_WORD = 2000;
    private static final Pattern HOST = Pattern.compile(
            "(?:(?:https?://|www\\.)(?:[\\w%-]++\\.)*+(?:[a-z]{2,63}|xn--[\\w%]{2,59})"
                    + "|(?:[\\w%-]{2,63}+\\.)++(?:com|net|int|edu|gov|org|info|mil)"
                    + "|https?://(?:\\d{1,3}(?:\\.\\d{1,3}){3}|\\[(?:[\\da-f]{0,4}:){2}(?:[\\da-f]{0,4}:?){1,6}]))"
                    + "(?::\\d{1,5})?(?:[/?#]\\S*+)?",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern MAIL = Pattern.compile("\\S+@\\w[\\w.-]*\\.\\w+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern SCHEME = Pattern.compile("[\\w.+-]{2,}:/{0,2}", Pattern.UNICODE_CHARACTER_CLASS);
    private static final String[][] BRACKETS = {{"(", ")"}, {"<", ">"}, {"&lt;", "&gt;"}};

    private final long limit;
    private final String attributes;
    private final MutableList schemes;

    private Urlize(long limit, String attributes, MutableList schemes) {
        this.limit = limit;
        this.attributes = attributes;
        this.schemes = schemes;
    }

    static Object apply(Run run, Object value, Bound a) {
        String escaped = Text.escaped(value);
        TreeSet<String> rel = new TreeSet<>();
        rel.add("noopener");
        if (a.flag(1, false)) {
            rel.add("nofollow");
        }
        String more = a.get(3) == None.NONE ? "" : a.text(3, "");
        for (String word : more.split("\\s+")) {
            if (!word.isEmpty()) {
                rel.add(word);
            }
        }
        String target = a.get(2) == None.NONE ? "" : a.text(2, "");
        String attributes = " rel=\"" + Text.escape(String.join(" ", rel)).text() + "\""
                + (target.isEmpty() ? "" : " target=\"" + Text.escape(target).text() + "\"");
        MutableList schemes = a.get(4) == None.NONE ? new MutableList() : Iteration.list(run, a.get(4));
        for (Object scheme : schemes) {
            if (!SCHEME.matcher(Text.of(scheme)).matches()) {
                throw new TemplateRuntimeError(
                        TemplateRuntimeError.Kind.FILTER_ARGUMENT,
                        Repr.of(scheme) + " is not a valid URI scheme prefix.");
            }
        }
        long limit = a.get(0) == None.NONE ? Long.MAX_VALUE : a.integer(0, 0);
        String text = new Urlize(limit, attributes, schemes).links(run, escaped);
        return run.escape() ? new SafeString(text) : text;
    }

    private String links(Run run, String text) {
        StringBuilder result = new StringBuilder();
        int pos = 0;
        while (pos < text.length()) {
            int blank = Blank.skip(text, pos);
            result.append(text, pos, blank);
            int end = blank;
            while (end < text.length() && !Blank.is(text.charAt(end))) {
                end++;
            }
            String word = text.substring(blank, end);
            String linked = word.length() > LONGEST_WORD ? word : word(word);
            run.charge(linked.length() + 16L);
            result.append(linked);
            pos = end;
        }
        return result.toString();
    }

    private String word(String word) {
        int start = 0;
        while (start < word.length()) {
            int width = word.startsWith("&lt;", start) ? 4 : "(<".indexOf(word.charAt(start)) >= 0 ? 1 : 0;
            if (width == 0) {
                break;
            }
            start += width;
        }
        int end = word.length();
        while (end > start) {
            int width = word.startsWith("&gt;", end - 4) && end - 4 >= start
                    ? 4
                    : ")>.,\n".indexOf(word.charAt(end - 1)) >= 0 ? 1 : 0;
            if (width == 0) {
                break;
            }
            end -= width;
        }
        String middle = word.substring(start, end);
        String tail = word.substring(end);
        for (String[] pair : BRACKETS) {
            int moves = Math.min(count(middle, pair[0]), count(tail, pair[1]));
            if (count(middle, pair[0]) <= count(middle, pair[1])) {
                continue;
            }
            for (int i = 0; i < moves; i++) {
                int closed = tail.indexOf(pair[1]) + pair[1].length();
                middle += tail.substring(0, closed);
                tail = tail.substring(closed);
            }
        }
        String link = link(middle);
        return word.substring(0, start) + (link == null ? middle : link) + tail;
    }

    private static int count(String text, String part) {
        int count = 0;
        for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
            count++;
        }
        return count;
    }

    private @Nullable String link(String middle) {
        if (HOST.matcher(middle).matches()) {
            boolean complete = middle.startsWith("https://") || middle.startsWith("http://");
            return "<a href=\"" + (complete ? "" : "https://") + middle + "\"" + attributes + ">" + shown(middle)
                    + "</a>";
        }
        if (middle.startsWith("mailto:") && MAIL.matcher(middle.substring(7)).matches()) {
            return "<a href=\"" + middle + "\">" + middle.substring(7) + "</a>";
        }
        boolean mail = middle.indexOf('@') > 0 && !middle.startsWith("www.") && middle.indexOf(':') < 0;
        if (mail && MAIL.matcher(middle).matches()) {
            return "<a href=\"mailto:" + middle + "\">" + middle + "</a>";
        }
        Iterator<Object> all = schemes.iterator();
        while (all.hasNext()) {
            String scheme = Text.of(all.next());
            if (!middle.equals(scheme) && middle.startsWith(scheme)) {
                return "<a href=\"" + middle + "\"" + attributes + ">" + middle + "</a>";
            }
        }
        return null;
    }

    private String shown(String url) {
        int length = Text.length(url);
        if (length <= limit) {
            return url;
        }
        long keep = limit < 0 ? Math.max(0, length + limit) : limit;
        return Text.slice(url, 0, (int) keep) + "...";
    }
}
