package lettermill.audience.file;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import lettermill.base.Problem;

/**
 * How to read the bytes of a file.
 *
 * @param encoding UTF_8, UTF_16LE, UTF_16BE or WINDOWS_1252; a byte order mark is skipped
 * @param delimiter one character
 * @param headings whether the first record names the columns
 */
public record CsvFormat(Encoding encoding, String delimiter, Headings headings) {

    /** The encodings files come in. */
    public enum Encoding {
        UTF_8(StandardCharsets.UTF_8),
        UTF_16LE(StandardCharsets.UTF_16LE),
        UTF_16BE(StandardCharsets.UTF_16BE),
        WINDOWS_1252(Charset.forName("windows-1252"));

        private final Charset charset;

        Encoding(Charset charset) {
            this.charset = charset;
        }

        Charset charset() {
            return charset;
        }
    }

    /** Whether the first record names the columns. */
    public enum Headings {
        FIRST_RECORD,
        NONE
    }

    public CsvFormat {
        if (delimiter.length() != 1 || "\"\r\n".contains(delimiter) || Character.isLetterOrDigit(delimiter.charAt(0))) {
            throw new Problem.Invalid("delimiter", "not a delimiter", "one character such as , ; | or a tab");
        }
    }
}
