package lettermill.audience.imports;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import lettermill.audience.file.ColumnMapping;
import lettermill.audience.file.CsvCell;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** The refused records of an import as a CSV file, written while they are read. */
@Component
class ErrorFile {

    private final Imports imports;
    private final TransactionTemplate transactions;

    ErrorFile(Imports imports, TransactionTemplate transactions) {
        this.imports = imports;
        this.transactions = transactions;
    }

    StreamingResponseBody of(Import imported) {
        return body -> transactions.executeWithoutResult(transaction -> write(imported, body));
    }

    private void write(Import imported, OutputStream body) {
        try (CsvWriter csv = CsvWriter.builder().build(new OutputStreamWriter(body, StandardCharsets.UTF_8));
                Stream<ImportBatch.Error> errors = imports.errors(imported.workspaceId(), imported.id())) {
            csv.writeRecord(cells(
                    "line",
                    "reason",
                    imported.plan().columns().stream()
                            .map(ColumnMapping::column)
                            .toList()));
            errors.forEach(
                    error -> csv.writeRecord(cells(Long.toString(error.line()), error.reason(), error.fields())));
        } catch (IOException gone) {
            // The client has closed the connection; nobody is left to tell.
            throw new UncheckedIOException(gone);
        }
    }

    private static List<String> cells(String line, String reason, List<String> fields) {
        List<String> cells = new ArrayList<>(List.of(line, reason));
        cells.addAll(fields);
        return cells.stream().map(CsvCell::protect).toList();
    }
}
