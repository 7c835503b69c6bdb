package lettermill.sender;

/** Tiers of a domain's health score. */
public enum HealthStatus {
    EXCELLENT,
    GOOD,
    FAIR,
    POOR,
    CRITICAL
}
