package lettermill.wire.domain;

/**
 * A question that was put to DNS and what came back.
 *
 * @param type {@code TXT}, {@code MX} ...
 * @param answer records joined by line breaks, or in words why there are none
 */
public record DnsQuestion(String name, String type, String answer) {}
