package lettermill.mailagent.mime;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;
import lettermill.mailagent.mime.HeaderBlock.Field;

/**
 * Signs messages for one domain: RSA-SHA256, relaxed/relaxed (RFC 6376). Every header field we write is signed, and From twice,
 * so that no second From can be added without breaking the signature (section 8.15). Safe for use by several threads.
 *
 * <p>The field's length is known beforehand: it is written with blanks in its place, and the hashes are put into the blanks once
 * the body stands, so that nothing is moved or copied.
 */
public final class DkimSigner {
    private static final int BODY_HASH_LENGTH = 44;
    private static final int SIGNATURE_LINE = 72;
    private static final int WANTED_LINE = 76;

    private final String domain;
    private final String selector;
    private final PrivateKey key;
    private final int signatureLength;

    /** Where the hashes go. */
    record Blanks(int bodyHash, int signature, int end) {}

    /**
     * @param pkcs8 an RSA private key; 2048 bits wanted (RFC 8301)
     * @throws IllegalArgumentException if it is none
     */
    public DkimSigner(String domain, String selector, byte[] pkcs8) {
        this.domain = DomainNames.toAscii(domain);
        this.selector = selector;
        this.key = Rsa.privateKey(pkcs8);
        this.signatureLength = (Rsa.signatureBytes(key) + 2) / 3 * 4;
    }

    public String domain() {
        return domain;
    }

    public String selector() {
        return selector;
    }

    /**
     * Appends the DKIM-Signature field, its hashes blank. {@code h=} names From, then all fields from the last to the first: a
     * repeated name stands for the next instance from the bottom (section 5.4.2), and the second From for none.
     */
    Blanks append(OctetBuffer out, List<Field> fields) {
        out.append("DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed;\r\n d=")
                .append(domain)
                .append(";\r\n s=");
        out.append(selector).append(";\r\n h=From");
        int column = 7;
        for (Field field : fields.reversed()) {
            if (column + 1 + field.name().length() > WANTED_LINE) {
                out.append(":\r\n ");
                column = 0;
            } else {
                out.append((byte) ':');
            }
            out.append(field.name());
            column += 1 + field.name().length();
        }
        out.append(";\r\n bh=");
        int bodyHash = out.length();
        out.append(" ".repeat(BODY_HASH_LENGTH)).append(";\r\n b=");
        int signature = out.length();
        for (int left = signatureLength; left > 0; left -= SIGNATURE_LINE) {
            out.append(" ".repeat(Math.min(left, SIGNATURE_LINE))).append(left > SIGNATURE_LINE ? "\r\n " : "\r\n");
        }
        return new Blanks(bodyHash, signature, out.length());
    }

    /** Fills in the hashes of the finished message. */
    void sign(OctetBuffer message, List<Field> fields, int fieldStart, int bodyStart, Blanks blanks) {
        byte[] octets = message.array();
        byte[] canonical = new byte[Math.max(message.length() - bodyStart, bodyStart + 2)];
        try {
            int size = RelaxedCanonical.body(octets, bodyStart, message.length(), canonical);
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(canonical, 0, size);
            byte[] bodyHash = Base64.getEncoder().encode(digest.digest());
            System.arraycopy(bodyHash, 0, octets, blanks.bodyHash(), BODY_HASH_LENGTH);

            Signature signature = Rsa.signature();
            signature.initSign(key);
            size = 0;
            size = appendCanonical(fields, name -> name.equals("From"), octets, canonical, size);
            size = appendCanonical(fields, name -> !name.equals("From"), octets, canonical, size);
            size = RelaxedCanonical.field(octets, fieldStart, blanks.end(), canonical, size);
            signature.update(canonical, 0, size - 2);
            fill(octets, blanks.signature(), Base64.getEncoder().encode(signature.sign()));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("cannot sign for " + domain, broken);
        }
    }

    private static int appendCanonical(
            List<Field> fields, Predicate<String> wanted, byte[] octets, byte[] canonical, int size) {
        int end = size;
        for (Field field : fields.reversed()) {
            if (wanted.test(field.name())) {
                end = RelaxedCanonical.field(octets, field.start(), field.end(), canonical, end);
            }
        }
        return end;
    }

    private static void fill(byte[] octets, int at, byte[] base64) {
        int to = at;
        for (int from = 0; from < base64.length; from += SIGNATURE_LINE) {
            int length = Math.min(SIGNATURE_LINE, base64.length - from);
            System.arraycopy(base64, from, octets, to, length);
            to += length + 3;
        }
    }
}
