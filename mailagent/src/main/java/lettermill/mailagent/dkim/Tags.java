package lettermill.mailagent.dkim;

import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A tag list (RFC 6376 section 3.2). Names and values are case-sensitive. */
final class Tags {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

    private final Map<String, String> values;

    private Tags(Map<String, String> values) {
        this.values = values;
    }

    static Tags parse(String text) throws DkimException {
        Map<String, String> values = new HashMap<>();
        String[] parts = text.split(";", -1);
        for (int i = 0; i < parts.length; i++) {
            if (i == parts.length - 1 && parts[i].isBlank()) {
                break;
            }
            String[] tag = parts[i].split("=", 2);
            String name = tag[0].strip();
            if (tag.length < 2 || !NAME.matcher(name).matches()) {
                throw new DkimException("\"" + parts[i].strip() + "\" is no tag");
            }
            if (values.put(name, tag[1].strip()) != null) {
                throw new DkimException("the tag " + name + "= stands there twice");
            }
        }
        return new Tags(values);
    }

    @Nullable
    String get(String name) {
        return values.get(name);
    }

    String get(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    String need(String name) throws DkimException {
        String value = values.get(name);
        if (value == null) {
            throw new DkimException("the tag " + name + "= is missing");
        }
        return value;
    }

    static byte[] base64(String name, String value) throws DkimException {
        try {
            return Base64.getDecoder().decode(value.replaceAll("[ \t\r\n]", ""));
        } catch (IllegalArgumentException wrong) {
            throw new DkimException("the tag " + name + "= is no base64");
        }
    }
}
