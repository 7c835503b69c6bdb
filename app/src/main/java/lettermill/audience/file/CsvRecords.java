package lettermill.audience.file;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import lettermill.base.Problem;

/** The records of a file, one in memory at a time; empty lines are no records. */
public final class CsvRecords implements AutoCloseable {

    private static final int LARGEST_FIELD = 1 << 20;
    private static final int BUFFER = 1 << 16;

    private final CountingStream bytes;
    private final CsvReader<CsvRecord> reader;
    private final Iterator<CsvRecord> records;

    private CsvRecords(CountingStream bytes, CsvReader<CsvRecord> reader) {
        this.bytes = bytes;
        this.reader = reader;
        this.records = reader.iterator();
    }

    public static CsvRecords open(Path file, CsvFormat format) throws IOException {
        CountingStream bytes = new CountingStream(Files.newInputStream(file));
        Reader characters = new BufferedReader(
                new InputStreamReader(bytes, format.encoding().charset()), BUFFER);
        characters.mark(1);
        if (characters.read() != '\ufeff') {
            characters.reset();
        }
        CsvReader<CsvRecord> reader = CsvReader.builder()
                .fieldSeparator(format.delimiter().charAt(0))
                .maxBufferSize(LARGEST_FIELD)
                .skipEmptyLines(true)
                .allowMissingFields(true)
                .allowExtraFields(true)
                .ofCsvRecord(characters);
        return new CsvRecords(bytes, reader);
    }

    /**
     * Whether there is another record.
     *
     * @throws Problem.Invalid on {@code file} when what follows is no CSV
     */
    public boolean hasNext() {
        try {
            return records.hasNext();
        } catch (CsvParseException broken) {
            throw new Problem.Invalid(
                    "file", "not CSV: " + broken.getMessage(), "fields of at most a million characters, quotes closed");
        } catch (UncheckedIOException failure) {
            throw new Problem.Unavailable("The file could not be read.");
        }
    }

    public CsvRecord next() {
        return records.next();
    }

    /** How much of the file has been read, up to a buffer ahead of the current record. */
    public long bytesRead() {
        return bytes.count;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private static final class CountingStream extends java.io.FilterInputStream {
        private long count;

        CountingStream(InputStream source) {
            super(source);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = super.read(target, offset, length);
            count += Math.max(read, 0);
            return read;
        }
    }
}
