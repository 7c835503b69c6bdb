package lettermill.wire.blocklist;

/**
 * A list that can be asked over DNS.
 *
 * @param content what it lists
 * @param name what people know it by
 * @param zone under which it is asked; some hold a customer's key, so it is shown to nobody
 */
public record Blocklist(Content content, String name, String zone) {

    /** What a list lists: a name asked of a list of addresses says nothing, and the other way round. */
    public enum Content {
        ADDRESSES,
        DOMAINS
    }
}
