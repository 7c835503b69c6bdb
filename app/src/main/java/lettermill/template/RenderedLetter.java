package lettermill.template;

/**
 * A letter for one person, ready to become a MIME message.
 *
 * @param subject one line without control characters, never blank
 * @param html the HTML part, preheader included
 * @param text the plain-text part
 */
public record RenderedLetter(String subject, String html, String text) {}
