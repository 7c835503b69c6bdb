package lettermill.engine;

/** What became of a run; GIVEN_UP is a failure that is not tried again. */
enum RunState {
    RUNNING,
    COMPLETED,
    FAILED,
    GIVEN_UP
}
