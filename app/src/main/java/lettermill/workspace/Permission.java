package lettermill.workspace;

/** What an endpoint lets its caller do. */
public enum Permission {
    READ,
    WRITE,
    /** Make mail leave. */
    SEND,
    /** Members, API keys, domains, providers. */
    MANAGE,
    /** What only an owner answers for. */
    OWN
}
