package lettermill.mailagent.mime;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;

/** RSA for DKIM, by {@link FastProvider} where there is one. */
final class Rsa {
    private Rsa() {}

    /** Makes a key of 2048 bits, as RFC 8301 wants signers to use. */
    static KeyPair newKeyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java has no RSA", missing);
        }
    }

    static PrivateKey privateKey(byte[] pkcs8) {
        try {
            Provider fast = FastProvider.FOUND;
            KeyFactory factory = fast == null ? KeyFactory.getInstance("RSA") : KeyFactory.getInstance("RSA", fast);
            return factory.generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException invalid) {
            throw new IllegalArgumentException("not an RSA private key in PKCS #8", invalid);
        }
    }

    static int signatureBytes(PrivateKey key) {
        if (!(key instanceof RSAPrivateKey rsa)) {
            throw new IllegalArgumentException("not an RSA private key");
        }
        return (rsa.getModulus().bitLength() + 7) / 8;
    }
}
