package lettermill.mailagent.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import lettermill.mailagent.Letters;
import lettermill.wire.domain.Selector.Algorithm;
import org.apache.james.jdkim.DKIMCommon;
import org.apache.james.jdkim.DKIMVerifier;
import org.apache.james.jdkim.api.BodyHasher;
import org.apache.james.jdkim.api.SignatureRecord;
import org.apache.james.jdkim.impl.BodyHasherImpl;
import org.apache.james.jdkim.impl.Message;
import org.apache.james.jdkim.tagvalue.SignatureRecordImpl;
import org.junit.jupiter.api.Test;

/**
 * An Ed25519 signature beside RSA's. jDKIM knows only RSA: it judges that one, and of the other it makes the canonical form and
 * the body's hash, over which the JDK's Ed25519 judges (RFC 8463 section 3).
 */
class SecondSignatureTest {
    private static final KeyPair RSA = SigningKey.newKeyPair(Algorithm.RSA);
    private static final KeyPair ED25519 = SigningKey.newKeyPair(Algorithm.ED25519);
    private static final DkimSigner SIGNER = new DkimSigner(
            "news.example",
            List.of(
                    SigningKey.of(Algorithm.RSA, "lm1", RSA.getPrivate().getEncoded()),
                    SigningKey.of(Algorithm.ED25519, "lm2", ED25519.getPrivate().getEncoded())));

    @Test
    void bothHoldByOthersEyes() throws Exception {
        for (String body : List.of(
                "<p>Hi</p>\n",
                "<p>für  dich\t </p>\n\n\n",
                "\n\n",
                "",
                "x".repeat(3000) + "  \n .\n..\n",
                "<table>\n    <tr>\t<td> a </td>\n</table>   \n".repeat(200))) {
            String mail = signed(body);
            assertThat(rsaHolds(mail)).isTrue();
            assertThat(ed25519Holds(mail)).isTrue();
        }
    }

    @Test
    void whoChangesTheLetterBreaksTheSecondToo() throws Exception {
        String mail = signed("<p>Pay to account 1</p>");
        for (String changed : List.of(
                mail.replace("account 1", "account 2"),
                mail.replace("From: The News", "From: The Bank"),
                mail.replace("One-Click", "Two-Click"))) {
            assertThat(changed).isNotEqualTo(mail);
            assertThat(ed25519Holds(changed)).isFalse();
        }
    }

    @Test
    void neitherNeedsTheOther() throws Exception {
        String mail = signed("<p>Hi</p>\n");
        int first = mail.indexOf("DKIM-Signature: v=1; a=rsa-sha256");
        int second = mail.indexOf("DKIM-Signature: v=1; a=ed25519-sha256");
        assertThat(first).isPositive().isLessThan(second);
        assertThat(ed25519Holds(mail.substring(0, first) + mail.substring(second)))
                .isTrue();
        String end = mail.substring(mail.indexOf("\r\n\r\n") + 2);
        assertThat(rsaHolds(mail.substring(0, second) + end)).isTrue();
    }

    private static String signed(String html) {
        return new MimeMessage()
                .compose(Letters.signed(3, html, "Text zu: " + html), SIGNER)
                .toString();
    }

    private static boolean rsaHolds(String mail) throws Exception {
        String key = Base64.getEncoder().encodeToString(RSA.getPublic().getEncoded());
        DKIMVerifier verifier = new DKIMVerifier((method, selector, token) ->
                selector.toString().equals("lm1") ? List.of("v=DKIM1; k=rsa; p=" + key) : List.of());
        return verifier.verify(stream(mail)).stream()
                .anyMatch(record -> record.getSelector().toString().equals("lm1"));
    }

    private static boolean ed25519Holds(String mail) throws Exception {
        Message message = new Message(stream(mail));
        String field = message.getFields("DKIM-Signature").stream()
                .filter(each -> each.contains("ed25519-sha256"))
                .findFirst()
                .orElseThrow();
        SignatureRecord record = new SignatureRecordImpl(field.substring(field.indexOf(':') + 1));
        assertThat(record.getSelector()).hasToString("lm2");
        BodyHasher hasher = new BodyHasherImpl(record);
        message.getBodyInputStream().transferTo(hasher.getOutputStream());
        hasher.getOutputStream().close();
        Collector collector = new Collector();
        Canonical.collect(message, record, collector);
        Signature judge = Signature.getInstance("Ed25519");
        judge.initVerify(ED25519.getPublic());
        judge.update(MessageDigest.getInstance("SHA-256").digest(collector.octets.toByteArray()));
        return MessageDigest.isEqual(((BodyHasherImpl) hasher).getDigest(), record.getBodyHash())
                && judge.verify(record.getSignature());
    }

    private static ByteArrayInputStream stream(String mail) {
        return new ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8));
    }

    /** The library's own way through the signed fields. */
    private abstract static class Canonical extends DKIMCommon {
        static void collect(Message message, SignatureRecord record, Signature into) throws Exception {
            signatureCheck(message, record, record.getHeaders(), into);
        }
    }

    /** Takes what would be signed. */
    private static final class Collector extends Signature {
        private final ByteArrayOutputStream octets = new ByteArrayOutputStream();

        Collector() throws Exception {
            super("collect");
            initVerify((PublicKey) null);
        }

        @Override
        protected void engineInitVerify(PublicKey key) {}

        @Override
        protected void engineInitSign(PrivateKey key) {}

        @Override
        protected void engineUpdate(byte octet) {
            octets.write(octet);
        }

        @Override
        protected void engineUpdate(byte[] source, int offset, int length) {
            octets.write(source, offset, length);
        }

        @Override
        protected byte[] engineSign() {
            throw new UnsupportedOperationException();
        }

        @Override
        protected boolean engineVerify(byte[] signature) {
            throw new UnsupportedOperationException();
        }

        @Override
        @Deprecated
        protected void engineSetParameter(String name, Object value) {
            throw new UnsupportedOperationException();
        }

        @Override
        @Deprecated
        protected Object engineGetParameter(String name) {
            throw new UnsupportedOperationException();
        }
    }
}
