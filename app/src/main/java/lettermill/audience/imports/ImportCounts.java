package lettermill.audience.imports;

/**
 * What became of the records of a file.
 *
 * @param records all of them, headings not included
 * @param created people who are new
 * @param updated people who were known and got something new
 * @param unchanged people of whom everything was known
 * @param repeated records whose address stood in the file before; the later one counts
 * @param leftAlone of the known people, those who had left and whom the file calls subscribed: they stay away
 * @param refused records with an error, which the error file lists
 */
record ImportCounts(
        long records, long created, long updated, long unchanged, long repeated, long leftAlone, long refused) {

    static final ImportCounts NONE = new ImportCounts(0, 0, 0, 0, 0, 0, 0);

    ImportCounts plus(ImportCounts other) {
        return new ImportCounts(
                records + other.records,
                created + other.created,
                updated + other.updated,
                unchanged + other.unchanged,
                repeated + other.repeated,
                leftAlone + other.leftAlone,
                refused + other.refused);
    }
}
