package lettermill.audience.imports;

/** Whether anything is written. */
enum ImportMode {
    /** Reads the whole file and counts what would happen. */
    DRY_RUN,
    IMPORT
}
