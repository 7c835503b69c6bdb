package lettermill.mailagent.mime;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;
import lettermill.mailagent.mime.HeaderBlock.Field;

/**
 * Signs messages for one domain, once or twice: RSA-SHA256 and Ed25519-SHA256 (RFC 8463), relaxed/relaxed (RFC 6376). Every header field we write is signed, and From twice,
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
    private final List<SigningKey> keys;

    /** Where the hashes of one signature go. */
    record Blanks(int bodyHash, int signature, int end) {}

    /** @param keys one, or two: RSA's first, since there are receivers that know no other */
    public DkimSigner(String domain, List<SigningKey> keys) {
        this.domain = DomainNames.toAscii(domain);
        this.keys = List.copyOf(keys);
    }

    public String domain() {
        return domain;
    }

    /**
     * Appends a DKIM-Signature field for each key, its hashes blank. {@code h=} names From, then all fields from the last to the
     * first: a repeated name stands for the next instance from the bottom (section 5.4.2), and the second From for none. No
     * signature covers another, so that a receiver may read any of them alone.
     */
    List<Blanks> append(OctetBuffer out, List<Field> fields) {
        if (keys.size() == 1) {
            return List.of(append(out, fields, keys.getFirst()));
        }
        List<Blanks> blanks = new ArrayList<>(keys.size());
        for (SigningKey key : keys) {
            blanks.add(append(out, fields, key));
        }
        return blanks;
    }

    private Blanks append(OctetBuffer out, List<Field> fields, SigningKey key) {
        out.append("DKIM-Signature: v=1; a=").append(key.tag()).append("; c=relaxed/relaxed;\r\n d=");
        out.append(domain).append(";\r\n s=").append(key.selector()).append(";\r\n h=From");
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
        for (int left = key.signatureLength(); left > 0; left -= SIGNATURE_LINE) {
            out.append(" ".repeat(Math.min(left, SIGNATURE_LINE))).append(left > SIGNATURE_LINE ? "\r\n " : "\r\n");
        }
        return new Blanks(bodyHash, signature, out.length());
    }

    /** Fills in the hashes of the finished message. */
    void sign(OctetBuffer message, List<Field> fields, int fieldStart, int bodyStart, List<Blanks> blanks) {
        byte[] octets = message.array();
        byte[] canonical = new byte[Math.max(message.length() - bodyStart, bodyStart + 2)];
        try {
            int size = RelaxedCanonical.body(octets, bodyStart, message.length(), canonical);
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(canonical, 0, size);
            byte[] bodyHash = Base64.getEncoder().encode(digest.digest());

            int head = appendCanonical(fields, name -> name.equals("From"), octets, canonical, 0);
            head = appendCanonical(fields, name -> !name.equals("From"), octets, canonical, head);
            int start = fieldStart;
            for (int i = 0; i < keys.size(); i++) {
                Blanks places = blanks.get(i);
                System.arraycopy(bodyHash, 0, octets, places.bodyHash(), BODY_HASH_LENGTH);
                size = RelaxedCanonical.field(octets, start, places.end(), canonical, head);
                byte[] signature = keys.get(i).sign(canonical, size - 2);
                fill(octets, places.signature(), Base64.getEncoder().encode(signature));
                start = places.end();
            }
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
