package lettermill.wire.domain;

/**
 * A host whose name stands in links of mails and that has to lead to us, over HTTPS.
 *
 * @param host a domain name
 * @param port usually 443
 * @param target our own host: a domain name, or an address, in brackets if it is one of IPv6
 */
public record TrackingHost(String host, int port, String target) {}
