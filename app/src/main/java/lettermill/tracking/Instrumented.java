package lettermill.tracking;

/** A template source whose links and opens are counted once it is rendered. */
public record Instrumented(String html) {}
