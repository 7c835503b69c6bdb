package lettermill.mailagent.dkim;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The two canonical forms (RFC 6376 section 3.4), on text in which a character is an octet. */
enum Canonical {
    SIMPLE {
        @Override
        String field(String raw) {
            return raw;
        }

        @Override
        String line(String line) {
            return line;
        }

        @Override
        String emptyBody() {
            return "\r\n";
        }
    },
    RELAXED {
        @Override
        String field(String raw) {
            int colon = raw.indexOf(':');
            String value = raw.substring(colon + 1).replace("\r\n", "").replaceAll("[ \t]+", " ");
            return raw.substring(0, colon).stripTrailing().toLowerCase(Locale.ROOT) + ":" + value.strip() + "\r\n";
        }

        @Override
        String line(String line) {
            return line.replaceAll("[ \t]+", " ").replaceFirst(" $", "");
        }

        @Override
        String emptyBody() {
            return "";
        }
    };

    static Canonical of(String word) throws DkimException {
        return switch (word.strip()) {
            case "simple" -> SIMPLE;
            case "relaxed" -> RELAXED;
            default -> throw new DkimException("c= names the unknown form \"" + word + "\"");
        };
    }

    /** @param raw name, colon and value with its line ends */
    abstract String field(String raw);

    abstract String line(String line);

    /** What a body without any line becomes. */
    abstract String emptyBody();

    byte[] body(String raw) {
        StringBuilder out = new StringBuilder(raw.length() + 2);
        int kept = 0;
        for (int start = 0; start < raw.length(); ) {
            int end = raw.indexOf("\r\n", start);
            out.append(line(raw.substring(start, end < 0 ? raw.length() : end))).append("\r\n");
            start = end < 0 ? raw.length() : end + 2;
            boolean empty = out.length() - 2 == 0 || (out.length() >= 4 && out.charAt(out.length() - 3) == '\n');
            kept = empty ? kept : out.length();
        }
        out.setLength(kept);
        return (kept == 0 ? emptyBody() : out.toString()).getBytes(StandardCharsets.ISO_8859_1);
    }
}
