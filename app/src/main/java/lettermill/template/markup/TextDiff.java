package lettermill.template.markup;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What changed between two texts, line by line: the shortest edit, by the longest common subsequence. */
public final class TextDiff {
    /** Cells of the table; beyond it the middle is shown as replaced in one piece. 4 million ints are 16 MB. */
    private static final long LARGEST = 4_000_000;

    private TextDiff() {}

    /** What became of a line. */
    public enum Change {
        SAME,
        REMOVED,
        ADDED
    }

    /**
     * A line of either text.
     *
     * @param oldLine its number in the old text, from 1; null when added
     * @param newLine its number in the new text, from 1; null when removed
     */
    public record Line(
            Change change,
            @Nullable Integer oldLine,
            @Nullable Integer newLine,
            String text) {}

    /** All lines of both texts in reading order, removed ones before the added ones that replace them. */
    public static List<Line> between(String before, String after) {
        List<String> a = before.isEmpty() ? List.of() : before.lines().toList();
        List<String> b = after.isEmpty() ? List.of() : after.lines().toList();
        int start = 0;
        while (start < Math.min(a.size(), b.size()) && a.get(start).equals(b.get(start))) {
            start++;
        }
        int end = 0;
        while (end < Math.min(a.size(), b.size()) - start
                && a.get(a.size() - 1 - end).equals(b.get(b.size() - 1 - end))) {
            end++;
        }
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < start; i++) {
            lines.add(new Line(Change.SAME, i + 1, i + 1, a.get(i)));
        }
        middle(a, b, start, end, lines);
        for (int i = end; i > 0; i--) {
            int old = a.size() - i;
            lines.add(new Line(Change.SAME, old + 1, b.size() - i + 1, a.get(old)));
        }
        return lines;
    }

    private static void middle(List<String> a, List<String> b, int start, int end, List<Line> lines) {
        int rows = a.size() - start - end;
        int columns = b.size() - start - end;
        int[][] common = (long) rows * columns <= LARGEST ? table(a, b, start, rows, columns) : new int[0][0];
        int i = 0;
        int j = 0;
        while (i < rows || j < columns) {
            if (i < rows && j < columns && common.length > 0 && a.get(start + i).equals(b.get(start + j))) {
                lines.add(new Line(Change.SAME, start + i + 1, start + j + 1, a.get(start + i)));
                i++;
                j++;
            } else if (i < rows && (j == columns || common.length == 0 || common[i + 1][j] >= common[i][j + 1])) {
                lines.add(new Line(Change.REMOVED, start + i + 1, null, a.get(start + i)));
                i++;
            } else {
                lines.add(new Line(Change.ADDED, null, start + j + 1, b.get(start + j)));
                j++;
            }
        }
    }

    /** {@code table[i][j]}: how many lines the rests from i and j have in common. */
    private static int[][] table(List<String> a, List<String> b, int start, int rows, int columns) {
        int[][] common = new int[rows + 1][columns + 1];
        for (int i = rows - 1; i >= 0; i--) {
            for (int j = columns - 1; j >= 0; j--) {
                common[i][j] = a.get(start + i).equals(b.get(start + j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }
}
