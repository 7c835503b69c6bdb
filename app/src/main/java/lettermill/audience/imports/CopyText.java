package lettermill.audience.imports;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Rows in the text format of PostgreSQL's COPY. */
final class CopyText {

    private final StringBuilder text = new StringBuilder(1 << 20);
    private boolean first = true;

    CopyText field(@Nullable String value) {
        separate();
        if (value == null) {
            text.append("\\N");
        } else {
            escaped(value);
        }
        return this;
    }

    /** An array of texts, as an array literal. */
    CopyText array(Collection<String> values) {
        separate();
        StringBuilder literal = new StringBuilder("{");
        for (String value : values) {
            literal.append(literal.length() == 1 ? "\"" : ",\"")
                    .append(value.replace("\\", "\\\\").replace("\"", "\\\""))
                    .append('"');
        }
        escaped(literal.append('}').toString());
        return this;
    }

    CopyText endRow() {
        text.append('\n');
        first = true;
        return this;
    }

    private void separate() {
        if (!first) {
            text.append('\t');
        }
        first = false;
    }

    private void escaped(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> text.append(c);
            }
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
