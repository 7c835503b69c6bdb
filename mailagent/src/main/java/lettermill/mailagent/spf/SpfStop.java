package lettermill.mailagent.spf;

/** Ends a check from within its depths: TEMPERROR or PERMERROR. */
final class SpfStop extends Exception {
    private final SpfVerdict verdict;

    SpfStop(SpfVerdict verdict, String reason) {
        super(reason, null, false, false);
        this.verdict = verdict;
    }

    SpfVerdict verdict() {
        return verdict;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
