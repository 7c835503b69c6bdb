package lettermill.audience.file;

/** Which product wrote a file, as its headings tell. */
public enum FileOrigin {
    LETTERMILL,
    MAILCHIMP,
    MAUTIC,
    LISTMONK,
    OTHER
}
