package lettermill.mailagent.mime;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import lettermill.wire.domain.Selector.Algorithm;

/** A private key under its selector, and how it signs. Safe for use by several threads. */
public final class SigningKey {
    private static final int ED25519_SIGNATURE = 64;

    private final Algorithm algorithm;
    private final String selector;
    private final PrivateKey key;
    private final int octets;

    private SigningKey(Algorithm algorithm, String selector, PrivateKey key, int octets) {
        this.algorithm = algorithm;
        this.selector = selector;
        this.key = key;
        this.octets = octets;
    }

    /**
     * @param pkcs8 a private key; of RSA with 2048 bits (RFC 8301)
     * @throws IllegalArgumentException if it is none of the algorithm
     */
    public static SigningKey of(Algorithm algorithm, String selector, byte[] pkcs8) {
        if (algorithm == Algorithm.RSA) {
            PrivateKey key = Rsa.privateKey(pkcs8);
            return new SigningKey(algorithm, selector, key, Rsa.signatureBytes(key));
        }
        try {
            PrivateKey key = KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            return new SigningKey(algorithm, selector, key, ED25519_SIGNATURE);
        } catch (GeneralSecurityException invalid) {
            throw new IllegalArgumentException("not an Ed25519 private key in PKCS #8", invalid);
        }
    }

    public static KeyPair newKeyPair(Algorithm algorithm) {
        if (algorithm == Algorithm.RSA) {
            return Rsa.newKeyPair();
        }
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java has no Ed25519", missing);
        }
    }

    /** As {@code a=} names it. */
    String tag() {
        return algorithm == Algorithm.RSA ? "rsa-sha256" : "ed25519-sha256";
    }

    String selector() {
        return selector;
    }

    /** Length of a signature in base64. */
    int signatureLength() {
        return (octets + 2) / 3 * 4;
    }

    /** Ed25519 signs the hash of the header (RFC 8463 section 3), RSA hashes by itself. */
    byte[] sign(byte[] canonical, int length) throws GeneralSecurityException {
        Signature signature = FastProvider.signature(algorithm == Algorithm.RSA ? "SHA256withRSA" : "Ed25519");
        signature.initSign(key);
        if (algorithm == Algorithm.RSA) {
            signature.update(canonical, 0, length);
        } else {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(canonical, 0, length);
            signature.update(digest.digest());
        }
        return signature.sign();
    }
}
