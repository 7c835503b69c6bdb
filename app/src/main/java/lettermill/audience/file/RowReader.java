package lettermill.audience.file;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import lettermill.audience.SubscriberStatus;
import lettermill.base.EmailAddress;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads a record by a plan; one reader reads one file, in one thread. */
public final class RowReader {

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_CELL = 10_000;
    private static final int LONGEST_TAG = 100;
    // A cell such as 1e999999999 would be a number of a billion digits once printed.
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,30}([.][0-9]{1,30})?");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final ImportPlan plan;
    private final List<ColumnMapping> columns;

    public RowReader(ImportPlan plan) {
        this.plan = plan;
        this.columns = plan.columns();
    }

    /** What a record turned out to be. */
    public sealed interface Result {}

    public record Taken(ImportRow row) implements Result {}

    /** @param reason a sentence for the error file */
    public record Refused(String reason) implements Result {}

    private static final class RowProblem extends Exception {
        RowProblem(String reason) {
            super(reason, null, false, false);
        }
    }

    public Result read(List<String> fields) {
        try {
            return new Taken(row(fields));
        } catch (RowProblem problem) {
            return new Refused(String.valueOf(problem.getMessage()));
        }
    }

    /** What has been read of a record so far. */
    private static final class Draft {
        @Nullable
        EmailAddress email;

        String name = "";
        String first = "";
        String last = "";

        @Nullable
        SubscriberStatus status;

        final Map<String, JsonNode> attributes = new LinkedHashMap<>();
        final Set<String> tags = new LinkedHashSet<>();
    }

    private ImportRow row(List<String> fields) throws RowProblem {
        if (fields.size() > columns.size()) {
            throw new RowProblem("it has " + fields.size() + " fields instead of " + columns.size());
        }
        Draft draft = new Draft();
        draft.tags.addAll(plan.tags());
        for (int i = 0; i < fields.size(); i++) {
            String cell = fields.get(i).strip();
            if (cell.indexOf('\0') >= 0 || cell.length() > LONGEST_CELL) {
                throw new RowProblem(
                        "column \"" + columns.get(i).column() + "\" is binary or over " + LONGEST_CELL + " characters");
            }
            if (!cell.isEmpty()) {
                take(draft, columns.get(i), plan.origin() == FileOrigin.LETTERMILL ? CsvCell.unprotected(cell) : cell);
            }
        }
        if (draft.email == null) {
            throw new RowProblem("there is no e-mail address");
        }
        String name = draft.name.isEmpty() ? (draft.first + " " + draft.last).strip() : draft.name;
        if (name.length() > LONGEST_NAME) {
            throw new RowProblem("the name is over " + LONGEST_NAME + " characters");
        }
        SubscriberStatus status = draft.status == null ? plan.status() : draft.status;
        return new ImportRow(draft.email, name, status, draft.tags, json(draft.attributes));
    }

    private void take(Draft draft, ColumnMapping column, String cell) throws RowProblem {
        switch (column.target()) {
            case EMAIL -> draft.email = email(cell);
            case NAME -> draft.name = cell;
            case FIRST_NAME -> {
                draft.first = cell;
                draft.attributes.put("first_name", text(cell));
            }
            case LAST_NAME -> {
                draft.last = cell;
                draft.attributes.put("last_name", text(cell));
            }
            case STATUS ->
                draft.status = worse(
                        draft.status,
                        StatusWords.read(cell)
                                .orElseThrow(
                                        () -> new RowProblem("the status \"" + shortened(cell) + "\" is not known")));
            case DO_NOT_CONTACT -> draft.status = worse(draft.status, StatusWords.doNotContact(cell, plan.status()));
            case TAGS -> addTags(draft.tags, cell);
            case ATTRIBUTE -> draft.attributes.put(String.valueOf(column.attribute()), value(column, cell));
            case ATTRIBUTES ->
                object(cell).properties().forEach(entry -> draft.attributes.put(entry.getKey(), entry.getValue()));
            case IGNORE -> {}
        }
    }

    private static EmailAddress email(String cell) throws RowProblem {
        return switch (EmailAddress.read(cell)) {
            case EmailAddress.Readable readable -> readable.address();
            case EmailAddress.Unreadable unreadable ->
                throw new RowProblem("not an e-mail address: " + unreadable.wrong());
        };
    }

    /** Two columns that disagree: whoever left by one of them has left. */
    private static SubscriberStatus worse(@Nullable SubscriberStatus known, SubscriberStatus other) {
        return known == null || other.left() ? other : known;
    }

    private static void addTags(Set<String> tags, String cell) throws RowProblem {
        for (String part : cell.split("[,;|]")) {
            String tag = part.replace("\"", "").strip();
            if (tag.length() > LONGEST_TAG) {
                throw new RowProblem("a tag is over " + LONGEST_TAG + " characters");
            }
            if (!tag.isEmpty()) {
                tags.add(tag);
            }
        }
    }

    private static JsonNode value(ColumnMapping column, String cell) throws RowProblem {
        return switch (column.type()) {
            case NUMBER -> number(column, cell);
            case BOOLEAN ->
                switch (cell.toLowerCase(Locale.ROOT)) {
                    case "true", "yes", "1" -> JsonNodeFactory.instance.booleanNode(true);
                    case "false", "no", "0" -> JsonNodeFactory.instance.booleanNode(false);
                    default -> throw wrongType(column, cell, "true or false");
                };
            case DATE -> date(column, cell);
            case STRING -> text(cell);
            case null -> text(cell);
        };
    }

    private static JsonNode number(ColumnMapping column, String cell) throws RowProblem {
        if (!NUMBER.matcher(cell).matches()) {
            throw wrongType(column, cell, "a number such as 12.5");
        }
        return JsonNodeFactory.instance.numberNode(new BigDecimal(cell));
    }

    private static JsonNode date(ColumnMapping column, String cell) throws RowProblem {
        try {
            return text(
                    cell.length() == 10
                            ? LocalDate.parse(cell).toString()
                            : OffsetDateTime.parse(cell).toString());
        } catch (DateTimeException malformed) {
            throw wrongType(column, cell, "a date such as 2026-01-31");
        }
    }

    private static JsonNode object(String cell) throws RowProblem {
        try {
            JsonNode json = JSON.readTree(cell);
            if (json.isObject() && cell.indexOf("\\u0000") < 0) {
                return json;
            }
        } catch (JacksonException malformed) {
            // Said below, as for any other cell that is no object.
        }
        throw new RowProblem("the attributes are not a JSON object");
    }

    private static RowProblem wrongType(ColumnMapping column, String cell, String right) {
        return new RowProblem("column \"" + column.column() + "\": \"" + shortened(cell) + "\" is not " + right);
    }

    private static JsonNode text(String cell) {
        return JsonNodeFactory.instance.stringNode(cell);
    }

    private static String json(Map<String, JsonNode> attributes) {
        return attributes.isEmpty() ? "{}" : JSON.writeValueAsString(attributes);
    }

    private static String shortened(String cell) {
        return cell.length() > 60 ? cell.substring(0, 60) + "..." : cell;
    }
}
