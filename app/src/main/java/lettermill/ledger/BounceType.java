package lettermill.ledger;

/** HARD: the mailbox does not exist; SOFT: may work another time; BLOCK: refused because of us, not of the mailbox. */
public enum BounceType {
    HARD,
    SOFT,
    BLOCK
}
