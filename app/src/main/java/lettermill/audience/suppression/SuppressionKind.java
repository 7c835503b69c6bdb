package lettermill.audience.suppression;

/** What an entry matches. */
enum SuppressionKind {
    ADDRESS,
    /** Every address at exactly this domain; a domain below it is another one. */
    DOMAIN,
    /** One address, kept only as a hash since its person was erased. */
    ERASED
}
