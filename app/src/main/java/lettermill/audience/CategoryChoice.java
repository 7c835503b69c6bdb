package lettermill.audience;

/** A person's say on a category. */
public enum CategoryChoice {
    SUBSCRIBED,
    UNSUBSCRIBED
}
