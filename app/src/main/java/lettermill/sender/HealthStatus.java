package lettermill.sender;

/** Tiers of a domain's health score, the best first. */
public enum HealthStatus {
    EXCELLENT(90),
    GOOD(70),
    FAIR(50),
    POOR(30),
    CRITICAL(0);

    private final int from;

    HealthStatus(int from) {
        this.from = from;
    }

    /** The lowest score of the tier. */
    public int from() {
        return from;
    }

    public static HealthStatus of(int score) {
        for (HealthStatus status : values()) {
            if (score >= status.from) {
                return status;
            }
        }
        throw new IllegalArgumentException("a score of " + score + " is below 0");
    }
}
