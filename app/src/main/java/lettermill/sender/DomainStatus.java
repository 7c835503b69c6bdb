package lettermill.sender;

/** How far a sending domain is. */
public enum DomainStatus {
    PENDING,
    VERIFYING,
    VERIFIED,
    FAILED,
    PAUSED,
    WARMING,
    ACTIVE;

    /** Whether mail may leave in its name without anybody's override. */
    public boolean proven() {
        return this == VERIFIED || this == WARMING || this == ACTIVE;
    }
}
