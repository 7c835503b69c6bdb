package lettermill.lab.letter;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.james.mime4j.codec.DecoderUtil;

/** The header of a message, fields in order, unfolded (RFC 5322 section 2.2.3); never fails, whatever the bytes. */
public final class HeaderBlock {
    private final List<Field> fields;

    /**
     * One header field.
     *
     * @param name as written
     * @param value unfolded, encoded words still encoded
     */
    public record Field(String name, String value) {
        /** The value for people: encoded words of RFC 2047 decoded. */
        public String decoded() {
            return DecoderUtil.decodeEncodedWords(value, StandardCharsets.UTF_8);
        }
    }

    private HeaderBlock(List<Field> fields) {
        this.fields = List.copyOf(fields);
    }

    /** Reads up to the first empty line; lines that are no field are left out. */
    public static HeaderBlock of(byte[] message) {
        List<Field> fields = new ArrayList<>();
        String header = new String(message, 0, headerLength(message), StandardCharsets.UTF_8);
        String unfolded = header.replaceAll("\\r?\\n(?=[ \\t])", "");
        for (String line : unfolded.split("\\r?\\n")) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.add(new Field(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip()));
            }
        }
        return new HeaderBlock(fields);
    }

    private static int headerLength(byte[] message) {
        for (int i = 1; i < message.length; i++) {
            if (message[i] == '\n'
                    && (message[i - 1] == '\n' || (message[i - 1] == '\r' && i > 1 && message[i - 2] == '\n'))) {
                return i;
            }
        }
        return message.length;
    }

    public List<Field> fields() {
        return fields;
    }

    /** The first field of that name, whatever its case. */
    public Optional<Field> first(String name) {
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .findFirst();
    }
}
