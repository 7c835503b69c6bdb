package lettermill.audience.file;

import org.jspecify.annotations.Nullable;

/**
 * What one column of the file becomes.
 *
 * @param column the column's heading, or {@code column 1} and so on in a file without headings
 * @param attribute the attribute's name, for ATTRIBUTE only
 * @param type the attribute's type, for ATTRIBUTE only
 */
public record ColumnMapping(
        String column,
        ColumnTarget target,
        @Nullable String attribute,
        @Nullable AttributeType type) {

    public static ColumnMapping to(String column, ColumnTarget target) {
        return new ColumnMapping(column, target, null, null);
    }

    public static ColumnMapping attribute(String column, String attribute, AttributeType type) {
        return new ColumnMapping(column, ColumnTarget.ATTRIBUTE, attribute, type);
    }
}
