package lettermill.audience.suppression;

/** Why an entry is on the list. */
enum SuppressionReason {
    MANUAL,
    BOUNCE,
    COMPLAINT,
    /** Somebody unsubscribed and was deleted afterwards. */
    UNSUBSCRIBE
}
