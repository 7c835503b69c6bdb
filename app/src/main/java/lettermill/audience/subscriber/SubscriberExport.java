package lettermill.audience.subscriber;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import lettermill.audience.AttributesJson;
import lettermill.audience.file.CsvCell;
import lettermill.base.WorkspaceId;
import lettermill.workspace.Access;
import lettermill.workspace.Audit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Writes people as CSV while they are read: one snapshot, whatever their number, in little memory. */
@Component
class SubscriberExport {

    private static final List<String> COLUMNS =
            List.of("lettermill_id", "email", "name", "status", "tags", "created_at");

    private final Subscribers subscribers;
    private final SubscriberService service;
    private final AttributesJson json;
    private final Audit audit;
    private final TransactionTemplate snapshot;

    SubscriberExport(
            Subscribers subscribers,
            SubscriberService service,
            AttributesJson json,
            Audit audit,
            PlatformTransactionManager transactions) {
        this.subscribers = subscribers;
        this.service = service;
        this.json = json;
        this.audit = audit;
        this.snapshot = new TransactionTemplate(transactions);
        this.snapshot.setReadOnly(true);
        this.snapshot.setIsolationLevel(TransactionTemplate.ISOLATION_REPEATABLE_READ);
    }

    /** The body of an export; what is wrong with the search shows before the first byte. */
    StreamingResponseBody of(Access access, SubscriberSearch search) {
        SearchSql compiled = service.compile(access.workspace(), search);
        audit.record(access, "subscriber.export", "subscribers", "");
        return body -> snapshot.executeWithoutResult(transaction -> write(access.workspace(), compiled, body));
    }

    private void write(WorkspaceId workspace, SearchSql search, OutputStream body) {
        List<String> attributes = subscribers.attributeNames(workspace, search);
        try (CsvWriter csv = CsvWriter.builder().build(new OutputStreamWriter(body, StandardCharsets.UTF_8));
                Stream<Subscriber> people = subscribers.stream(workspace, search)) {
            List<String> headings = new ArrayList<>(COLUMNS);
            headings.addAll(attributes);
            csv.writeRecord(headings.stream().map(CsvCell::protect).toList());
            people.forEach(person -> csv.writeRecord(record(person, attributes)));
        } catch (IOException gone) {
            // The client has closed the connection; nobody is left to tell.
            throw new java.io.UncheckedIOException(gone);
        }
    }

    private List<String> record(Subscriber person, List<String> attributes) {
        List<String> cells = new ArrayList<>();
        cells.add(person.id().toString());
        cells.add(person.email());
        cells.add(person.name());
        cells.add(person.status().name());
        cells.add(String.join(",", person.tags()));
        cells.add(person.createdAt().toString());
        for (String attribute : attributes) {
            cells.add(text(person.attributes().get(attribute)));
        }
        return cells.stream().map(CsvCell::protect).toList();
    }

    private String text(@org.jspecify.annotations.Nullable Object value) {
        return switch (value) {
            case null -> "";
            case String string -> string;
            case Number number -> number.toString();
            case Boolean bool -> bool.toString();
            default -> json.writeValue(value);
        };
    }
}
