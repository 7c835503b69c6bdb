package lettermill.jinja.method;

import java.util.Map;
import lettermill.jinja.syntax.Blank;

/** Removing tags and entities, as MarkupSafe does. */
public final class Html {
    private static final int LONGEST_ENTITY = 32;
    private static final Map<String, Integer> ENTITIES = Map.ofEntries(
            Map.entry("amp", (int) '&'),
            Map.entry("lt", (int) '<'),
            Map.entry("gt", (int) '>'),
            Map.entry("quot", (int) '"'),
            Map.entry("apos", (int) '\''),
            Map.entry("nbsp", 0xa0),
            Map.entry("copy", 0xa9),
            Map.entry("reg", 0xae),
            Map.entry("trade", 0x2122),
            Map.entry("hellip", 0x2026),
            Map.entry("mdash", 0x2014),
            Map.entry("ndash", 0x2013),
            Map.entry("lsquo", 0x2018),
            Map.entry("rsquo", 0x2019),
            Map.entry("ldquo", 0x201c),
            Map.entry("rdquo", 0x201d),
            Map.entry("laquo", 0xab),
            Map.entry("raquo", 0xbb),
            Map.entry("euro", 0x20ac),
            Map.entry("pound", 0xa3),
            Map.entry("yen", 0xa5),
            Map.entry("cent", 0xa2),
            Map.entry("sect", 0xa7),
            Map.entry("para", 0xb6),
            Map.entry("middot", 0xb7),
            Map.entry("bull", 0x2022),
            Map.entry("times", 0xd7),
            Map.entry("deg", 0xb0),
            Map.entry("auml", 0xe4),
            Map.entry("ouml", 0xf6),
            Map.entry("uuml", 0xfc),
            Map.entry("Auml", 0xc4),
            Map.entry("Ouml", 0xd6),
            Map.entry("Uuml", 0xdc),
            Map.entry("szlig", 0xdf),
            Map.entry("eacute", 0xe9),
            Map.entry("egrave", 0xe8),
            Map.entry("agrave", 0xe0),
            Map.entry("ccedil", 0xe7),
            Map.entry("ntilde", 0xf1));

    private Html() {}

    /** Without comments and tags, runs of whitespace as one blank, entities resolved. */
    public static String stripTags(String text) {
        StringBuilder kept = new StringBuilder();
        int pos = 0;
        for (int start = text.indexOf('<'); start >= 0; start = text.indexOf('<', pos)) {
            boolean comment = text.startsWith("<!--", start);
            int end = comment ? text.indexOf("-->", start + 4) : text.indexOf('>', start);
            if (end < 0) {
                break;
            }
            kept.append(text, pos, start);
            pos = end + (comment ? 3 : 1);
        }
        kept.append(text, pos, text.length());
        return unescape(String.join(" ", Strings.split(kept.toString(), null, -1)));
    }

    /** With entities as the characters they stand for: numeric ones, and the named ones common in mail. */
    public static String unescape(String text) {
        int at = text.indexOf('&');
        if (at < 0) {
            return text;
        }
        StringBuilder result = new StringBuilder();
        int from = 0;
        while (at >= 0) {
            int end = text.indexOf(';', at, Math.min(text.length(), at + LONGEST_ENTITY + 1));
            int code = end < 0 ? -1 : code(text.substring(at + 1, end));
            if (code >= 0) {
                result.append(text, from, at).appendCodePoint(code);
                from = end + 1;
            }
            at = text.indexOf('&', code >= 0 ? end + 1 : at + 1);
        }
        return result.append(text, from, text.length()).toString();
    }

    private static int code(String entity) {
        if (!entity.startsWith("#")) {
            return ENTITIES.getOrDefault(entity, -1);
        }
        boolean hex = entity.startsWith("#x") || entity.startsWith("#X");
        String digits = entity.substring(hex ? 2 : 1);
        if (digits.isEmpty() || digits.length() > 8 || Blank.is(digits.charAt(0))) {
            return -1;
        }
        try {
            int code = Integer.parseUnsignedInt(digits, hex ? 16 : 10);
            boolean valid = Character.isValidCodePoint(code) && code != 0 && !(code >= 0xd800 && code < 0xe000);
            return valid ? code : 0xfffd;
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
