package lettermill.lab.letter;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import org.apache.james.mime4j.dom.Body;
import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.TextBody;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.apache.james.mime4j.stream.MimeConfig;

/**
 * A mail as a mail program reads it.
 *
 * @param header all fields, in order
 * @param text the first text/plain part, decoded; empty if there is none
 * @param html the first text/html part, decoded; empty if there is none
 */
public record OpenedMail(HeaderBlock header, String text, String html) {
    /** Never fails: of a message that is no MIME, what can be read is read. */
    public static OpenedMail of(byte[] message) {
        HeaderBlock header = HeaderBlock.of(message);
        DefaultMessageBuilder builder = new DefaultMessageBuilder();
        builder.setMimeEntityConfig(MimeConfig.PERMISSIVE);
        try {
            Message parsed = builder.parseMessage(new ByteArrayInputStream(message));
            return new OpenedMail(header, firstOf("text/plain", parsed), firstOf("text/html", parsed));
        } catch (IOException unreadable) {
            return new OpenedMail(header, "This mail cannot be read as MIME: " + unreadable.getMessage(), "");
        }
    }

    private static String firstOf(String type, Entity entity) throws IOException {
        Body body = entity.getBody();
        if (body instanceof Multipart multipart) {
            for (Entity part : multipart.getBodyParts()) {
                String found = firstOf(type, part);
                if (!found.isEmpty()) {
                    return found;
                }
            }
            return "";
        }
        if (body instanceof TextBody text && type.equalsIgnoreCase(entity.getMimeType())) {
            StringWriter decoded = new StringWriter();
            try (Reader reader = text.getReader()) {
                reader.transferTo(decoded);
            }
            return decoded.toString();
        }
        return "";
    }
}
