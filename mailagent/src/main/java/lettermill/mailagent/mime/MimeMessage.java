package lettermill.mailagent.mime;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import lettermill.mailagent.mime.DkimSigner.Blanks;
import lettermill.wire.Body;
import lettermill.wire.Header;
import lettermill.wire.Heading;
import lettermill.wire.Letter;
import lettermill.wire.ListHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A letter as the bytes that go over the wire: headers, then {@code multipart/alternative} of text and HTML, or the one there
 * is. CRLF line ends, no line over 998 bytes, 7-bit but for non-ASCII local parts. Reused from letter to letter, by one thread
 * at a time.
 */
public final class MimeMessage {
    private final OctetBuffer out = new OctetBuffer(48 * 1024);
    private final HeaderBlock headers = new HeaderBlock(out);

    /**
     * Writes the letter, signed if there is a signer, in place of the one before.
     *
     * @throws IllegalArgumentException if a domain of an address cannot be written in ASCII
     */
    public OctetBuffer compose(Letter letter, @Nullable DkimSigner signer) {
        out.clear();
        headers.clear();
        writeHeading(letter.heading(), letter);
        if (letter.list() != null) {
            writeListHeaders(letter.list());
        }
        for (Header extra : letter.heading().extra()) {
            headers.text(extra.name(), extra.value());
        }
        headers.token("MIME-Version", "1.0");
        Body body = letter.body();
        if (body.html() != null && body.text() != null) {
            writeAlternatives(body.text(), body.html(), signer);
        } else {
            writeSinglePart(body, signer);
        }
        return out;
    }

    private void writeHeading(Heading heading, Letter letter) {
        headers.token("Date", InternetDate.format(heading.date()));
        headers.mailbox("From", heading.from());
        headers.mailbox("To", letter.envelope().to());
        if (heading.replyTo() != null) {
            headers.mailbox("Reply-To", heading.replyTo());
        }
        headers.text("Subject", heading.subject());
        headers.token("Message-ID", heading.messageIdHeader());
    }

    private void writeListHeaders(ListHeaders list) {
        headers.tokens("List-Unsubscribe", list.unsubscribeParts());
        if (list.unsubscribe() == ListHeaders.Unsubscribe.ONE_CLICK) {
            headers.token("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        headers.token("List-ID", "<" + list.listId() + ">");
        if (list.feedbackId() != null) {
            headers.token("Feedback-ID", list.feedbackId());
        }
    }

    private void writeAlternatives(String text, String html, @Nullable DkimSigner signer) {
        String boundary = boundary();
        headers.token("Content-Type", "multipart/alternative; boundary=\"" + boundary + "\"");
        int signature = out.length();
        List<Blanks> blanks = signer == null ? null : signer.append(out, headers.fields());
        out.crlf();
        int body = out.length();
        writePart(boundary, "plain", text);
        writePart(boundary, "html", html);
        out.append("--").append(boundary).append("--\r\n");
        if (signer != null && blanks != null) {
            signer.sign(out, headers.fields(), signature, body, blanks);
        }
    }

    private void writePart(String boundary, String subtype, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        out.append("--").append(boundary).append("\r\nContent-Type: text/").append(subtype);
        out.append("; charset=utf-8\r\nContent-Transfer-Encoding: ");
        int encoding = out.length();
        out.append("7bit\r\n\r\n");
        if (!BodyEncoding.appendSevenBit(content, bytes, out)) {
            out.setLength(encoding);
            out.append("quoted-printable\r\n\r\n");
            BodyEncoding.appendQuotedPrintable(bytes, out);
        }
    }

    private void writeSinglePart(Body body, @Nullable DkimSigner signer) {
        String content = body.html() != null ? body.html() : body.text() != null ? body.text() : "";
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        headers.token("Content-Type", (body.html() != null ? "text/html" : "text/plain") + "; charset=utf-8");
        headers.token("Content-Transfer-Encoding", "quoted-printable");
        int signature = out.length();
        List<Blanks> blanks = signer == null ? null : signer.append(out, headers.fields());
        out.crlf();
        int start = out.length();
        BodyEncoding.appendQuotedPrintable(bytes, out);
        if (signer != null && blanks != null) {
            signer.sign(out, headers.fields(), signature, start, blanks);
        }
    }

    /** Random, so that no author can write it into a body; and {@code =_} cannot occur in quoted-printable. */
    private static String boundary() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return "=_" + Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
    }
}
