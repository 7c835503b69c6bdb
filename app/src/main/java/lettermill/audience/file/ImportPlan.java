package lettermill.audience.file;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import lettermill.audience.SubscriberStatus;
import lettermill.base.Problem;

/**
 * How a file is to be read and what becomes of its rows.
 *
 * @param columns what each column becomes, in the order of the file
 * @param status the status of new people whose row names none
 * @param lists lists that everybody in the file joins
 * @param tags tags that everybody in the file gets
 */
public record ImportPlan(
        FileOrigin origin,
        CsvFormat format,
        List<ColumnMapping> columns,
        SubscriberStatus status,
        List<UUID> lists,
        List<String> tags) {

    private static final Set<ColumnTarget> ONCE = Set.of(
            ColumnTarget.EMAIL,
            ColumnTarget.NAME,
            ColumnTarget.FIRST_NAME,
            ColumnTarget.LAST_NAME,
            ColumnTarget.STATUS);

    public ImportPlan {
        columns = List.copyOf(columns);
        lists = List.copyOf(lists);
        tags = List.copyOf(tags);
    }

    /**
     * Checks that the plan can be carried out.
     *
     * @throws Problem.Invalid on {@code columns}
     */
    public ImportPlan checked() {
        Set<String> attributes = new HashSet<>();
        Set<ColumnTarget> targets = new HashSet<>();
        for (ColumnMapping column : columns) {
            if (!targets.add(column.target()) && ONCE.contains(column.target())) {
                throw new Problem.Invalid("columns", "two columns are " + column.target(), "at most one of them");
            }
            if (column.target() == ColumnTarget.ATTRIBUTE) {
                checkAttribute(column, attributes);
            }
        }
        if (!targets.contains(ColumnTarget.EMAIL)) {
            throw new Problem.Invalid("columns", "no column is the EMAIL", "one column with target EMAIL");
        }
        return this;
    }

    private static void checkAttribute(ColumnMapping column, Set<String> attributes) {
        String attribute = column.attribute();
        if (attribute == null || attribute.isBlank() || attribute.length() > 100 || column.type() == null) {
            throw new Problem.Invalid(
                    "columns",
                    "column \"" + column.column() + "\" has no attribute or no type",
                    "an attribute's name of at most 100 characters, and STRING, NUMBER, BOOLEAN or DATE");
        }
        if (!attributes.add(attribute)) {
            throw new Problem.Invalid(
                    "columns",
                    "two columns are the attribute \"" + attribute + "\"",
                    "an attribute of its own for each");
        }
    }
}
