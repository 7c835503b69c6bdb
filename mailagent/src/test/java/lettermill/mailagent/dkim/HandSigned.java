package lettermill.mailagent.dkim;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;

/**
 * Mails that are in relaxed canonical form as they stand, so that the test signs them without a line of the product: both forms
 * leave them as they are.
 */
final class HandSigned {
    static final String HEAD = "from:ann@example.org\r\nto:bob@example.net\r\nsubject:hello there\r\n";
    static final String BODY = "one two\r\n\r\nthree\r\n";
    static final String TAGS = "v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.org; s=s1; h=from:to:subject";

    private HandSigned() {}

    static String mail(PrivateKey key, String tags) {
        return mail(key, tags, HEAD, BODY, BODY);
    }

    /**
     * @param signedHead the fields of h= in its order
     * @param signedBody what bh= is of
     */
    static String mail(PrivateKey key, String tags, String signedHead, String body, String signedBody) {
        try {
            String field = "dkim-signature:" + tags + "; bh=" + base64(sha256(signedBody)) + "; b=";
            boolean rsa = key.getAlgorithm().equals("RSA");
            Signature signer = Signature.getInstance(rsa ? "SHA256withRSA" : "Ed25519");
            signer.initSign(key);
            signer.update(rsa ? octets(signedHead + field) : sha256(signedHead + field));
            return field + base64(signer.sign()) + "\r\n" + HEAD + "\r\n" + body;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] sha256(String text) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(octets(text));
    }

    static String base64(byte[] octets) {
        return Base64.getEncoder().encodeToString(octets);
    }
}
