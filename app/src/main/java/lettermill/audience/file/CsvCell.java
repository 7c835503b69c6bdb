package lettermill.audience.file;

/**
 * Cells that a spreadsheet would run as a formula. An export puts an apostrophe before them, as spreadsheets do, and the
 * import of such an export takes it away again.
 */
public final class CsvCell {

    private static final String DANGEROUS = "=+-@\t\r";

    private CsvCell() {}

    /** The cell as to write. */
    public static String protect(String cell) {
        boolean dangerous = !cell.isEmpty() && (DANGEROUS.indexOf(cell.charAt(0)) >= 0 || isProtected(cell));
        return dangerous ? "'" + cell : cell;
    }

    /** The cell before {@link #protect}. */
    public static String unprotected(String cell) {
        return isProtected(cell) ? cell.substring(1) : cell;
    }

    private static boolean isProtected(String cell) {
        int quotes = 0;
        while (quotes < cell.length() && cell.charAt(quotes) == '\'') {
            quotes++;
        }
        return quotes > 0 && quotes < cell.length() && DANGEROUS.indexOf(cell.charAt(quotes)) >= 0;
    }
}
