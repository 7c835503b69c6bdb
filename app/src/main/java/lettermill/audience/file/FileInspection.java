package lettermill.audience.file;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lettermill.base.EmailAddress;
import lettermill.base.Problem;

/** Finds out how a file is to be read: its encoding from all of it, delimiter and headings from its first records. */
public final class FileInspection {

    private static final int SAMPLE = 100;
    private static final String DELIMITERS = ",;\t|";
    private static final Problem.Invalid NOT_TEXT = new Problem.Invalid(
            "file",
            "not a text file",
            "a CSV file in UTF-8, UTF-16 or Windows-1252; a spreadsheet has to be saved as CSV first");

    private FileInspection() {}

    /** A file's format and its first records, headings not included. */
    public record Finding(CsvFormat format, List<String> columns, List<List<String>> sample) {}

    /**
     * Inspects a file.
     *
     * @throws Problem.Invalid on {@code file} when it is empty or no text
     */
    public static Finding inspect(Path file) throws IOException {
        CsvFormat.Encoding encoding = encoding(file);
        CsvFormat best = null;
        int bestScore = -1;
        for (char delimiter : DELIMITERS.toCharArray()) {
            CsvFormat candidate = new CsvFormat(encoding, String.valueOf(delimiter), CsvFormat.Headings.FIRST_RECORD);
            int score = score(file, candidate);
            if (score > bestScore) {
                best = candidate;
                bestScore = score;
            }
        }
        if (best == null) {
            throw new Problem.Invalid("file", "not CSV", "records of fields separated by , ; | or tabs");
        }
        return read(file, best);
    }

    /** Reads the first records as a format says, or as they look where the format leaves the headings open. */
    public static Finding read(Path file, CsvFormat format) throws IOException {
        List<List<String>> records = first(file, format);
        if (records.isEmpty()) {
            throw new Problem.Invalid("file", "empty", "a file with at least one record");
        }
        List<String> top = records.getFirst();
        // No heading is an address; a first record with one is somebody already.
        boolean headings = top.stream().noneMatch(FileInspection::isAddress);
        CsvFormat.Headings kind = headings ? CsvFormat.Headings.FIRST_RECORD : CsvFormat.Headings.NONE;
        return new Finding(
                new CsvFormat(format.encoding(), format.delimiter(), kind),
                columns(top, kind),
                headings ? records.subList(1, records.size()) : records);
    }

    private static boolean isAddress(String cell) {
        return EmailAddress.read(cell.strip()) instanceof EmailAddress.Readable;
    }

    /** The columns' names, each once. */
    private static List<String> columns(List<String> top, CsvFormat.Headings kind) {
        List<String> columns = new ArrayList<>();
        for (String heading : top) {
            String name = kind == CsvFormat.Headings.NONE || heading.isBlank()
                    ? "column " + (columns.size() + 1)
                    : heading.strip();
            columns.add(columns.contains(name) ? name + " " + (columns.size() + 1) : name);
        }
        return List.copyOf(columns);
    }

    /** How much the first records look like a table: those as wide as the first count, wider tables a little more. */
    private static int score(Path file, CsvFormat format) throws IOException {
        List<List<String>> records;
        try {
            records = first(file, format);
        } catch (Problem.Invalid notCsvThisWay) {
            return -1;
        }
        if (records.isEmpty()) {
            return 0;
        }
        int width = records.getFirst().size();
        long alike = records.stream().filter(record -> record.size() == width).count();
        return width == 1 ? 1 : (int) (alike * 1_000 / records.size()) * 10 + Math.min(width, 9);
    }

    private static List<List<String>> first(Path file, CsvFormat format) throws IOException {
        List<List<String>> records = new ArrayList<>();
        try (CsvRecords reader = CsvRecords.open(file, format)) {
            while (records.size() < SAMPLE && reader.hasNext()) {
                CsvRecord record = reader.next();
                records.add(List.copyOf(record.getFields()));
            }
        }
        return records;
    }

    private static CsvFormat.Encoding encoding(Path file) throws IOException {
        byte[] head;
        try (InputStream bytes = Files.newInputStream(file)) {
            head = bytes.readNBytes(4_096);
        }
        refuseControls(head);
        if (head.length >= 2 && (head[0] & 0xff) == 0xff && (head[1] & 0xff) == 0xfe) {
            return CsvFormat.Encoding.UTF_16LE;
        }
        if (head.length >= 2 && (head[0] & 0xff) == 0xfe && (head[1] & 0xff) == 0xff) {
            return CsvFormat.Encoding.UTF_16BE;
        }
        int[] zeros = new int[2];
        for (int i = 0; i < head.length; i++) {
            zeros[i % 2] += head[i] == 0 ? 1 : 0;
        }
        if (zeros[0] + zeros[1] > 0) {
            return sixteenBits(zeros, head.length);
        }
        return singleBytes(file);
    }

    /** Latin text in UTF-16 has a zero in nearly every second byte, always on the same side. */
    private static CsvFormat.Encoding sixteenBits(int[] zeros, int length) {
        if (zeros[1] > length / 4 && zeros[0] < length / 20) {
            return CsvFormat.Encoding.UTF_16LE;
        }
        if (zeros[0] > length / 4 && zeros[1] < length / 20) {
            return CsvFormat.Encoding.UTF_16BE;
        }
        throw NOT_TEXT;
    }

    /** UTF-8 if all of it is, else Windows-1252. */
    private static CsvFormat.Encoding singleBytes(Path file) throws IOException {
        CharsetDecoder utf8 = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        boolean isUtf8 = true;
        ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
        CharBuffer characters = CharBuffer.allocate(1 << 16);
        try (InputStream source = Files.newInputStream(file)) {
            while (true) {
                int read = source.read(bytes.array(), bytes.position(), bytes.remaining());
                boolean end = read < 0;
                bytes.position(bytes.position() + Math.max(read, 0)).flip();
                if (isUtf8) {
                    CoderResult result = utf8.decode(bytes, characters.clear(), end);
                    isUtf8 = !result.isError();
                }
                if (end) {
                    return isUtf8 ? CsvFormat.Encoding.UTF_8 : CsvFormat.Encoding.WINDOWS_1252;
                }
                if (isUtf8) {
                    bytes.compact();
                } else {
                    bytes.clear();
                }
            }
        }
    }

    /** Text has next to none of them, a picture or an archive has many; the zeros of UTF-16 are judged apart. */
    private static void refuseControls(byte[] head) {
        int controls = 0;
        for (byte each : head) {
            boolean control = each > 0 && each < ' ' && each != '\t' && each != '\r' && each != '\n';
            controls += control ? 1 : 0;
        }
        if (controls > head.length / 100) {
            throw NOT_TEXT;
        }
    }
}
