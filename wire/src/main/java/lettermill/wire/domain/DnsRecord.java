package lettermill.wire.domain;

/**
 * A record to publish.
 *
 * @param type {@code TXT}, {@code MX}, {@code CNAME} or {@code PTR}
 * @param name the full name, without a final dot
 * @param value one text, however long: DNS consoles split it into strings of 255 themselves
 */
public record DnsRecord(Purpose purpose, String type, String name, String value) {
    public enum Purpose {
        SPF,
        DKIM,
        DMARC,
        /** Where bounces go (MAIL FROM, RFC 5321 section 3.6.2). */
        RETURN_PATH,
        /** The host in links of mails. */
        TRACKING,
        /** The name of an address that mail leaves from (RFC 1912 section 2.1). */
        POINTER
    }
}
