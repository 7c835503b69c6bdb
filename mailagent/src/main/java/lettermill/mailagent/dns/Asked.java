package lettermill.mailagent.dns;

/**
 * A question that was put to DNS and what came back: the evidence behind a verdict.
 *
 * @param type {@code TXT}, {@code A} ...
 * @param answer records joined by line breaks, or in words why there are none
 */
public record Asked(String name, String type, String answer) {}
