package lettermill.mailagent.feedback;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.jspecify.annotations.Nullable;

/**
 * A mail, taken apart as far as it can be.
 *
 * @param header of the mail itself
 * @param parts the leaves, in order, decoded; a returned mail is one leaf, undivided
 */
record MailParts(Fields header, List<Part> parts) {
    private static final int MOST_PARTS = 100;
    private static final int MOST_BYTES = 256 * 1024;

    /** @param type in lower case, {@code message/delivery-status} */
    record Part(String type, String text) {
        boolean isText() {
            return type.equals("text/plain");
        }

        /** A returned mail, or the header of one. */
        boolean isReturned() {
            return type.startsWith("message/rfc822")
                    || type.startsWith("text/rfc822-header")
                    || type.startsWith("message/global");
        }
    }

    MailParts {
        parts = List.copyOf(parts);
    }

    /** Never fails: what is no MIME is one text. */
    static MailParts of(byte[] mail) {
        String whole = unmboxed(decode(mail, null));
        Fields header = Fields.ofHeader(whole);
        List<Part> parts = new ArrayList<>();
        try {
            collect(mail, parts);
        } catch (MimeException | IOException broken) {
            // What came before the fault stands.
        }
        if (parts.isEmpty()) {
            parts.add(new Part("text/plain", afterHeader(whole)));
        }
        return new MailParts(header, parts);
    }

    private static void collect(byte[] mail, List<Part> parts) throws MimeException, IOException {
        MimeTokenStream tokens = new MimeTokenStream(new MimeConfig.Builder()
                .setMaxLineLen(-1)
                .setMaxHeaderLen(-1)
                .setMaxHeaderCount(-1)
                .build());
        tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
        tokens.parse(new ByteArrayInputStream(mail));
        for (EntityState state = tokens.getState();
                state != EntityState.T_END_OF_STREAM && parts.size() < MOST_PARTS;
                state = tokens.next()) {
            if (state == EntityState.T_BODY) {
                var description = tokens.getBodyDescriptor();
                String type = description.getMimeType().toLowerCase(Locale.ROOT);
                try (InputStream body = tokens.getDecodedInputStream()) {
                    String text = decode(body.readNBytes(MOST_BYTES), description.getCharset());
                    parts.add(new Part(type, type.equals("text/plain") ? unquoted(text) : text));
                }
            }
        }
    }

    /** Decoded by the charset that was given, by UTF-8 where it fits, or else as Latin letters. */
    private static String decode(byte[] octets, @Nullable String charset) {
        if (isJapaneseMail(octets)) {
            return new String(octets, Charset.forName("ISO-2022-JP"));
        }
        if (charset != null && !charset.equalsIgnoreCase("us-ascii")) {
            try {
                return new String(octets, Charset.forName(charset));
            } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
                // Guessed below.
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
        } catch (CharacterCodingException otherLetters) {
            return new String(octets, StandardCharsets.ISO_8859_1);
        }
    }

    /** Its escape sequences are written without a charset that would name them. */
    private static boolean isJapaneseMail(byte[] octets) {
        for (int at = 0; at + 2 < octets.length; at++) {
            if (octets[at] == 0x1b && octets[at + 1] == '$' && (octets[at + 2] == 'B' || octets[at + 2] == '@')) {
                return true;
            }
        }
        return false;
    }

    /** A field's encoded words (RFC 2047) made readable. */
    static String words(String value) {
        return DecoderUtil.decodeEncodedWords(value, DecodeMonitor.SILENT);
    }

    private static String afterHeader(String whole) {
        int end = whole.indexOf("\n\n");
        int crlf = whole.indexOf("\r\n\r\n");
        int at = crlf >= 0 && (end < 0 || crlf < end) ? crlf : end;
        return at < 0 ? whole : whole.substring(at).strip();
    }

    /** Without the line that mailbox files put before a mail. */
    private static String unmboxed(String whole) {
        return whole.startsWith("From ") ? whole.substring(whole.indexOf('\n') + 1) : whole;
    }

    /** All readable text that is no returned mail and no machine's report. */
    String text() {
        StringBuilder text = new StringBuilder();
        parts.stream()
                .filter(Part::isText)
                .forEach(part -> text.append(part.text()).append("\n\n"));
        if (text.toString().isBlank()) {
            parts.stream()
                    .filter(part -> part.type().equals("text/html"))
                    .forEach(part -> text.append(Markup.text(part.text())).append("\n\n"));
        }
        return text.toString();
    }

    /** A report that somebody forwarded as a quotation. */
    private static String unquoted(String text) {
        long quoted = text.lines().filter(line -> line.startsWith(">")).count();
        long written = text.lines().filter(line -> !line.isBlank()).count();
        return quoted * 2 > written ? text.replaceAll("(?m)^> ?", "") : text;
    }
}
