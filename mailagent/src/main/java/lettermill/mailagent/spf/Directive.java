package lettermill.mailagent.spf;

/**
 * A mechanism and what follows from its match.
 *
 * @param text as written, for the reason
 */
record Directive(SpfVerdict verdict, Mechanism mechanism, String text) {}
