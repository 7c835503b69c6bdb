package lettermill.mailagent.dkim;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import lettermill.mailagent.dkim.DkimKeyRecord.KeyType;
import lettermill.mailagent.dkim.DkimResult.Verdict;
import lettermill.mailagent.dns.Answer;
import lettermill.mailagent.dns.Answer.Failed;
import lettermill.mailagent.dns.Inquiry;

/** Verifies the signatures of a message as RFC 6376 section 6 says. Safe for use by several threads. */
public final class DkimVerifier {
    /** RFC 8301 section 3.2: shorter keys are never to be taken as valid. */
    public static final int SHORTEST_RSA_KEY = 1024;

    /** More than these are not looked at: each costs a question and a signature. */
    private static final int MOST_SIGNATURES = 10;

    private static final Pattern SIGNATURE_VALUE = Pattern.compile("((?:^|;)[ \t\r\n]*b[ \t\r\n]*=)[^;]*");

    private final Clock clock;

    public DkimVerifier(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param message lines end in CRLF
     * @return one result for each DKIM-Signature, from the top; empty for an unsigned message
     */
    public List<DkimResult> verify(byte[] message, Inquiry dns) {
        SignedMessage read = SignedMessage.read(message);
        return read.signatures().stream()
                .limit(MOST_SIGNATURES)
                .map(field -> verify(read, field, dns))
                .toList();
    }

    private DkimResult verify(SignedMessage message, String field, Inquiry dns) {
        DkimSignature signature;
        try {
            signature = DkimSignature.parse(field.substring(field.indexOf(':') + 1));
        } catch (DkimException unusable) {
            return new DkimResult(Verdict.PERMERROR, "", "", 0, unusable.reason());
        }
        if (signature.expires() >= 0 && clock.instant().getEpochSecond() > signature.expires()) {
            return result(Verdict.FAIL, signature, 0, "the signature has expired");
        }
        String name = signature.selector() + "._domainkey." + signature.domain();
        Answer<String> texts = dns.texts(name);
        if (texts instanceof Failed<String>(Answer.Failure why, String detail)) {
            return result(Verdict.TEMPERROR, signature, 0, name + ": " + detail);
        }
        if (texts.values().isEmpty()) {
            return result(Verdict.PERMERROR, signature, 0, "there is no key at " + name);
        }
        try {
            DkimKeyRecord key = DkimKeyRecord.parse(texts.values().getFirst());
            return verify(message, field, signature, key, usable(signature, key));
        } catch (DkimException unusable) {
            return result(Verdict.PERMERROR, signature, 0, "the key at " + name + ": " + unusable.reason());
        }
    }

    /** The key, if the signature may be made with it. */
    private static PublicKey usable(DkimSignature signature, DkimKeyRecord key) throws DkimException {
        if (key.key() == null) {
            throw new DkimException("it is revoked");
        }
        if (key.type() != signature.keyType()) {
            throw new DkimException("it is of another kind than the signature");
        }
        if (!key.hashes().isEmpty() && !key.hashes().contains(signature.hash())) {
            throw new DkimException("it does not allow " + signature.hash());
        }
        if (key.exactDomain() && !signature.identity().equals(signature.domain())) {
            throw new DkimException("it does not allow subdomains in i=");
        }
        if (key.type() == KeyType.RSA && key.bits() < SHORTEST_RSA_KEY) {
            throw new DkimException("it has " + key.bits() + " bits, " + SHORTEST_RSA_KEY + " are the least");
        }
        return key.key();
    }

    private static DkimResult verify(
            SignedMessage message, String field, DkimSignature signature, DkimKeyRecord record, PublicKey key) {
        byte[] body = signature.bodyForm().body(message.body());
        if (signature.bodyLength() > body.length) {
            return result(Verdict.PERMERROR, signature, record.bits(), "l= is longer than the body");
        }
        if (signature.bodyLength() >= 0) {
            body = Arrays.copyOf(body, (int) signature.bodyLength());
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
            if (!MessageDigest.isEqual(hash, signature.bodyHash())) {
                return result(Verdict.FAIL, signature, record.bits(), "the body was changed");
            }
            return isSignedBy(key, signature, signedHeader(message, field, signature))
                    ? result(Verdict.PASS, signature, record.bits(), "verified")
                    : result(Verdict.FAIL, signature, record.bits(), "the header was changed, or the key is another");
        } catch (GeneralSecurityException unusable) {
            return result(Verdict.PERMERROR, signature, record.bits(), "the signature cannot be read");
        }
    }

    private static boolean isSignedBy(PublicKey key, DkimSignature signature, byte[] header)
            throws GeneralSecurityException {
        boolean rsa = signature.keyType() == KeyType.RSA;
        Signature verifier = Signature.getInstance(rsa ? "SHA256withRSA" : "Ed25519");
        verifier.initVerify(key);
        // RFC 8463 section 3: Ed25519 signs the hash.
        verifier.update(rsa ? header : MessageDigest.getInstance("SHA-256").digest(header));
        return verifier.verify(signature.signature());
    }

    /** Section 3.7: the signed fields, then the signature's own with b= empty and without its line end. */
    private static byte[] signedHeader(SignedMessage message, String field, DkimSignature signature) {
        StringBuilder out = new StringBuilder();
        message.select(signature.headers())
                .forEach(selected -> out.append(signature.headerForm().field(selected)));
        int colon = field.indexOf(':') + 1;
        String own = field.substring(0, colon)
                + SIGNATURE_VALUE.matcher(field.substring(colon)).replaceFirst("$1");
        String canonical = signature.headerForm().field(own.endsWith("\r\n") ? own : own + "\r\n");
        return out.append(canonical, 0, canonical.length() - 2).toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static DkimResult result(Verdict verdict, DkimSignature signature, int bits, String reason) {
        return new DkimResult(verdict, signature.domain(), signature.selector(), bits, reason);
    }
}
