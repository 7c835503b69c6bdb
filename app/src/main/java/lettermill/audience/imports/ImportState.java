package lettermill.audience.imports;

/** How far an import is. */
enum ImportState {
    /** The file is here; a user has to say what becomes of its columns. */
    UPLOADED,
    QUEUED,
    RUNNING,
    DONE,
    /** Ended early; what was imported before stays. */
    FAILED,
    CANCELLED;

    boolean ended() {
        return this == DONE || this == FAILED || this == CANCELLED;
    }
}
