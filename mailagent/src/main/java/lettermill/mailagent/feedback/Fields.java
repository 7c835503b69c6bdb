package lettermill.mailagent.feedback;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A group of fields, {@code Name: value}, unfolded (RFC 5322 section 2.2). Reads what broken reporters write: a line that is no
 * field belongs to the one before it.
 */
final class Fields {
    private static final Pattern FIELD = Pattern.compile("([A-Za-z][A-Za-z0-9-]{0,60})[ \\t]*:(.*)");
    private static final int MOST = 400;

    private record Field(String name, StringBuilder value) {}

    private final List<Field> fields = new ArrayList<>();

    /** The fields up to the first empty line; of no fields at all where the text does not begin with one. */
    static Fields ofHeader(String text) {
        Fields fields = new Fields();
        for (String line : text.stripLeading().split("\\R", -1)) {
            if (line.isBlank()) {
                break;
            }
            fields.add(line);
        }
        return fields;
    }

    /** Groups of fields divided by empty lines (RFC 3464 section 2.1). */
    static List<Fields> groups(String text) {
        List<Fields> groups = new ArrayList<>();
        Fields open = new Fields();
        for (String line : text.lines().toList()) {
            if (!line.isBlank()) {
                open.add(line);
            } else if (!open.fields.isEmpty()) {
                groups.add(open);
                open = new Fields();
            }
        }
        if (!open.fields.isEmpty()) {
            groups.add(open);
        }
        return groups;
    }

    private void add(String line) {
        Matcher matcher = FIELD.matcher(line);
        if (fields.size() < MOST && !Character.isWhitespace(line.charAt(0)) && matcher.matches()) {
            fields.add(new Field(
                    matcher.group(1).toLowerCase(Locale.ROOT),
                    new StringBuilder(matcher.group(2).strip())));
        } else if (!fields.isEmpty()) {
            fields.getLast().value().append(' ').append(line.strip());
        }
    }

    /** The same fields in several groups, each but the first beginning with a field of that name. */
    List<Fields> splitBefore(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        List<Fields> groups = new ArrayList<>();
        Fields open = new Fields();
        for (Field field : fields) {
            if (field.name().equals(lower) && open.has(name)) {
                groups.add(open);
                open = new Fields();
            }
            open.fields.add(field);
        }
        groups.add(open);
        return groups;
    }

    void addAll(Fields others) {
        fields.addAll(others.fields);
    }

    /** The first value of that name, whatever its case; null where there is none. */
    @Nullable
    String first(String name) {
        List<String> found = all(name);
        return found.isEmpty() ? null : found.getFirst();
    }

    /** The first value of that name; empty where there is none. */
    String text(String name) {
        String found = first(name);
        return found == null ? "" : found;
    }

    List<String> all(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return fields.stream()
                .filter(field -> field.name().equals(lower))
                .map(field -> field.value().toString())
                .toList();
    }

    boolean has(String name) {
        return first(name) != null;
    }

    boolean isEmpty() {
        return fields.isEmpty();
    }
}
