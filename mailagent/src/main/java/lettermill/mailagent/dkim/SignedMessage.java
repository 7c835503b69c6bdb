package lettermill.mailagent.dkim;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A message cut into raw header fields and body; a character is an octet. */
record SignedMessage(List<String> fields, String body) {

    /** @param octets lines end in CRLF */
    static SignedMessage read(byte[] octets) {
        String text = new String(octets, StandardCharsets.ISO_8859_1);
        int end = text.startsWith("\r\n") ? 0 : text.indexOf("\r\n\r\n");
        String head = end < 0 ? text : text.substring(0, end == 0 ? 0 : end + 2);
        String body = end < 0 ? "" : text.substring(end == 0 ? 2 : end + 4);
        List<String> fields = new ArrayList<>();
        for (String line : head.split("(?<=\r\n)")) {
            boolean folded = line.startsWith(" ") || line.startsWith("\t");
            if (folded && !fields.isEmpty()) {
                fields.set(fields.size() - 1, fields.getLast() + line);
            } else if (line.indexOf(':') > 0) {
                fields.add(line);
            }
        }
        return new SignedMessage(fields, body);
    }

    static String name(String field) {
        return field.substring(0, field.indexOf(':')).strip().toLowerCase(Locale.ROOT);
    }

    List<String> signatures() {
        return fields.stream()
                .filter(field -> name(field).equals("dkim-signature"))
                .toList();
    }

    /** The fields of h=: the last of a name first, and nothing for a name that is used up (section 5.4.2). */
    List<String> select(List<String> names) {
        Map<String, Integer> used = new HashMap<>();
        List<String> selected = new ArrayList<>();
        for (String wanted : names) {
            List<String> all =
                    fields.stream().filter(field -> name(field).equals(wanted)).toList();
            int taken = used.merge(wanted, 1, Integer::sum);
            if (taken <= all.size()) {
                selected.add(all.get(all.size() - taken));
            }
        }
        return selected;
    }
}
