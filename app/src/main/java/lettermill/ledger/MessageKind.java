package lettermill.ledger;

/** What a message was made for. Only CAMPAIGN messages carry a campaign's id and count in its statistics. */
public enum MessageKind {
    CAMPAIGN,
    TEST,
    ONBOARDING
}
