package lettermill.mailagent.dns;

/**
 * An MX record.
 *
 * @param host without a final dot; empty for the null MX of RFC 7505
 */
public record MailExchanger(int preference, String host) {}
