package lettermill.jinja.builtin;

import java.util.ArrayList;
import java.util.List;
import lettermill.jinja.TemplateRuntimeError;
import lettermill.jinja.method.Parameters.Bound;
import lettermill.jinja.method.Strings;
import lettermill.jinja.syntax.Blank;
import lettermill.jinja.value.Run;
import lettermill.jinja.value.Text;

/** The filter {@code wordwrap}, which is Python's textwrap for each line. */
final class WordWrap {
    private final int width;
    private final boolean breakWords;
    private final boolean breakHyphens;

    private WordWrap(int width, boolean breakWords, boolean breakHyphens) {
        this.width = width;
        this.breakWords = breakWords;
        this.breakHyphens = breakHyphens;
    }

    static Object apply(Run run, Object value, Bound a) {
        Object text = value;
        if (!Text.isText(value)) {
            throw value instanceof lettermill.jinja.value.Undefined undefined
                    ? undefined.error()
                    : TemplateRuntimeError.type("wordwrap needs a string");
        }
        int width = a.size(0, 79);
        String separator =
                a.get(2) == lettermill.jinja.value.None.NONE ? run.options().newline() : a.text(2, "\n");
        WordWrap wrap = new WordWrap(width, a.flag(1, true), a.flag(3, true));
        List<String> wrapped = new ArrayList<>();
        for (String line : Strings.lines(Text.of(text), false)) {
            run.chargeElements(1 + line.length());
            if (width <= 0) {
                throw TemplateRuntimeError.value("invalid width " + width + " (must be > 0)");
            }
            wrapped.add(String.join(separator, wrap.line(line)));
        }
        run.charge(Text.of(text).length() + (long) wrapped.size() * separator.length());
        return String.join(separator, wrapped);
    }

    private List<String> line(String line) {
        List<String> lines = new ArrayList<>();
        List<String> chunks = chunks(line);
        int next = 0;
        while (next < chunks.size()) {
            StringBuilder current = new StringBuilder();
            int length = 0;
            if (!lines.isEmpty() && isBlank(chunks.get(next))) {
                next++;
            }
            List<String> taken = new ArrayList<>();
            while (next < chunks.size() && length + Text.length(chunks.get(next)) <= width) {
                length += Text.length(chunks.get(next));
                taken.add(chunks.get(next++));
            }
            if (next < chunks.size() && Text.length(chunks.get(next)) > width) {
                String rest = longWord(chunks.get(next), width - length, taken);
                if (rest.isEmpty()) {
                    next++;
                } else {
                    chunks.set(next, rest);
                }
            }
            if (!taken.isEmpty() && isBlank(taken.getLast())) {
                taken.removeLast();
            }
            taken.forEach(current::append);
            if (!taken.isEmpty()) {
                lines.add(current.toString());
            }
        }
        return lines;
    }

    /** Takes what fits of a word longer than a line; returns what is left of it. */
    private String longWord(String word, int space, List<String> taken) {
        // A full line takes nothing of the word, not one character: Python's textwrap then leaves the blank before it.
        int room = space;
        if (breakWords) {
            int end = room;
            if (breakHyphens && Text.length(word) > room) {
                int hyphen = Text.slice(word, 0, room).lastIndexOf('-');
                boolean inside = hyphen > 0
                        && !word.substring(0, hyphen).replace("-", "").isEmpty();
                end = inside ? hyphen + 1 : room;
            }
            taken.add(Text.slice(word, 0, end));
            return Text.slice(word, end, Text.length(word));
        }
        if (taken.isEmpty()) {
            taken.add(word);
            return "";
        }
        return word;
    }

    private static boolean isBlank(String chunk) {
        return Blank.skip(chunk, 0) == chunk.length();
    }

    private List<String> chunks(String line) {
        List<String> chunks = new ArrayList<>();
        int start = 0;
        while (start < line.length()) {
            boolean blank = isAsciiBlank(line.charAt(start));
            int end = start;
            while (end < line.length() && isAsciiBlank(line.charAt(end)) == blank) {
                end++;
            }
            String chunk = line.substring(start, end);
            if (blank || !breakHyphens) {
                chunks.add(chunk);
            } else {
                hyphens(chunk, chunks);
            }
            start = end;
        }
        return chunks;
    }

    private static boolean isAsciiBlank(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    /** Cuts a word behind hyphens that stand between letters, and around dashes. */
    private static void hyphens(String word, List<String> chunks) {
        int start = 0;
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) != '-') {
                continue;
            }
            int end = i;
            while (end < word.length() && word.charAt(end) == '-') {
                end++;
            }
            boolean dash =
                    end - i >= 2 && i > start && end < word.length() && isWord(word, end) && isPunctuated(word, i - 1);
            if (dash) {
                chunks.add(word.substring(start, i));
                chunks.add(word.substring(i, end));
                start = end;
            } else if (end - i == 1
                    && i - 2 >= start
                    && isLetter(word, i - 1)
                    && isLetter(word, i - 2)
                    && isLetter(word, i + 1)
                    && followed(word, i + 2)) {
                chunks.add(word.substring(start, end));
                start = end;
            }
            i = end - 1;
        }
        if (start < word.length()) {
            chunks.add(word.substring(start));
        }
    }

    private static boolean followed(String word, int at) {
        return isLetter(word, at) || at < word.length() && word.charAt(at) == '-' && isLetter(word, at + 1);
    }

    private static boolean isLetter(String word, int at) {
        return at >= 0 && at < word.length() && (Character.isLetter(word.charAt(at)) || word.charAt(at) == '_');
    }

    private static boolean isWord(String word, int at) {
        return Character.isLetterOrDigit(word.charAt(at)) || word.charAt(at) == '_';
    }

    private static boolean isPunctuated(String word, int at) {
        return isWord(word, at) || "!\"'&.,?".indexOf(word.charAt(at)) >= 0;
    }
}
