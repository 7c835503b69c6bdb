package lettermill.audience;

/** Where a change of consent came from. */
public enum UnsubscribeSource {
    /** A link or one-click header of a mail. */
    LINK,
    PREFERENCE_CENTER,
    /** A user or a program of the workspace, imports included. */
    API,
    COMPLAINT,
    BOUNCE
}
