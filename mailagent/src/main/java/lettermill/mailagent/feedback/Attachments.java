package lettermill.mailagent.feedback;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;

/** Files in a mail. */
public final class Attachments {
    private static final int MOST = 5;

    private Attachments() {}

    /**
     * What of a mail is no text to read and no mail within it, decoded; the mail itself where it is nothing else. What comes before a
     * fault in its MIME stands.
     */
    public static List<byte[]> of(byte[] mail) {
        List<byte[]> files = new ArrayList<>();
        MimeTokenStream tokens = new MimeTokenStream(new MimeConfig.Builder()
                .setMaxLineLen(-1)
                .setMaxHeaderLen(-1)
                .setMaxHeaderCount(-1)
                .build());
        tokens.parse(new ByteArrayInputStream(mail));
        try {
            for (EntityState state = tokens.getState();
                    state != EntityState.T_END_OF_STREAM && files.size() < MOST;
                    state = tokens.next()) {
                if (state == EntityState.T_BODY
                        && isFile(tokens.getBodyDescriptor().getMimeType())) {
                    try (InputStream body = tokens.getDecodedInputStream()) {
                        files.add(body.readAllBytes());
                    }
                }
            }
        } catch (MimeException | IOException broken) {
            return files;
        }
        return files;
    }

    private static boolean isFile(String type) {
        String lower = type.toLowerCase(Locale.ROOT);
        return lower.startsWith("application/") || lower.equals("text/xml");
    }
}
