package lettermill.wire;

/**
 * A record to publish.
 *
 * @param type {@code TXT} or {@code CNAME}
 * @param name the full name, without a final dot
 * @param value one text, however long: DNS consoles split it into strings of 255 themselves
 */
public record DnsRecord(Purpose purpose, String type, String name, String value) {
    public enum Purpose {
        DKIM,
        DMARC
    }
}
