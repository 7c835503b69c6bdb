package lettermill.audience.imports;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lettermill.audience.file.ImportRow;
import lettermill.audience.file.RowReader;
import tools.jackson.databind.json.JsonMapper;

/** Records read since the last commit, the people by address. */
final class ImportBatch {

    /** A refused record. */
    record Error(long line, String reason, List<String> fields) {

        /** The fields as they are stored: a JSON array. */
        String record() {
            return JsonMapper.shared()
                    .writeValueAsString(fields.stream()
                            .map(field -> field.replace("\0", "\ufffd"))
                            .toList());
        }
    }

    private final Map<String, ImportRow> rows = new HashMap<>();
    private final List<Error> errors = new ArrayList<>();
    private long records;
    private long repeated;
    private long bytesRead;
    private String copyText = "";

    void add(long line, List<String> fields, RowReader.Result result) {
        records++;
        switch (result) {
            case RowReader.Taken taken -> {
                if (rows.put(taken.row().email().key(), taken.row()) != null) {
                    repeated++;
                }
            }
            case RowReader.Refused refused -> errors.add(new Error(line, refused.reason(), fields));
        }
    }

    /**
     * Ends the reading: writes the people as COPY takes them, in the order of their addresses, so that two imports at
     * once wait for each other instead of deadlocking.
     *
     * @param bytesRead how far in the file that was
     */
    void complete(long bytesRead) {
        this.bytesRead = bytesRead;
        CopyText text = new CopyText();
        rows.values().stream()
                .sorted(Comparator.comparing(row -> row.email().key()))
                .forEach(row -> text.field(row.email().display())
                        .field(row.email().key())
                        .field(row.name())
                        .field(row.status().name())
                        .field(row.attributes())
                        .array(row.tags())
                        .endRow());
        this.copyText = text.toString();
    }

    /** The people, for a staging table. */
    String copyText() {
        return copyText;
    }

    long bytesRead() {
        return bytesRead;
    }

    long records() {
        return records;
    }

    /** How many different people there are. */
    int people() {
        return rows.size();
    }

    List<Error> errors() {
        return errors;
    }

    /** The counts that don't need the database. */
    ImportCounts counts() {
        return new ImportCounts(records, 0, 0, 0, repeated, 0, errors.size());
    }
}
