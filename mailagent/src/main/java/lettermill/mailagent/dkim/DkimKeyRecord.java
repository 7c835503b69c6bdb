package lettermill.mailagent.dkim;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A published key (RFC 6376 section 3.6.1).
 *
 * @param key null when the key is revoked: p= is empty
 * @param hashes the hash algorithms it may be used with; empty allows every one
 * @param testing t=y: receivers treat mail as if it were not signed
 * @param exactDomain t=s: i= may not name a subdomain
 */
public record DkimKeyRecord(
        KeyType type, @Nullable PublicKey key, List<String> hashes, boolean testing, boolean exactDomain) {
    private static final byte[] ED25519_HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

    public enum KeyType {
        RSA,
        ED25519
    }

    public DkimKeyRecord {
        hashes = List.copyOf(hashes);
    }

    /** @throws DkimException for a record that no verifier could use */
    public static DkimKeyRecord parse(String text) throws DkimException {
        Tags tags = Tags.parse(text);
        String version = tags.get("v");
        if (version != null && !(version.equals("DKIM1") && text.strip().startsWith("v"))) {
            throw new DkimException("v= has to be DKIM1 and the first tag");
        }
        KeyType type = switch (tags.get("k", "rsa")) {
            case "rsa" -> KeyType.RSA;
            case "ed25519" -> KeyType.ED25519;
            default -> throw new DkimException("k=" + tags.get("k") + " is no known kind of key");
        };
        if (!list(tags.get("s", "*")).stream().anyMatch(service -> service.equals("*") || service.equals("email"))) {
            throw new DkimException("s=" + tags.get("s") + " does not allow e-mail");
        }
        List<String> flags = list(tags.get("t", ""));
        byte[] octets = Tags.base64("p", tags.need("p"));
        return new DkimKeyRecord(
                type,
                octets.length == 0 ? null : key(type, octets),
                list(tags.get("h", "")),
                flags.contains("y"),
                flags.contains("s"));
    }

    private static List<String> list(String value) {
        return Arrays.stream(value.split(":"))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static PublicKey key(KeyType type, byte[] octets) throws DkimException {
        try {
            if (type == KeyType.RSA) {
                return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(octets));
            }
            if (octets.length != 32) {
                throw new DkimException("an Ed25519 key has 32 octets, p= has " + octets.length);
            }
            byte[] whole = Arrays.copyOf(ED25519_HEAD, ED25519_HEAD.length + 32);
            System.arraycopy(octets, 0, whole, ED25519_HEAD.length, 32);
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(whole));
        } catch (GeneralSecurityException wrong) {
            throw new DkimException("p= is no public key of the kind " + type);
        }
    }

    /** Of the modulus; 256 for Ed25519, 0 for a revoked key. */
    public int bits() {
        return switch (key) {
            case null -> 0;
            case RSAPublicKey rsa -> rsa.getModulus().bitLength();
            default -> 256;
        };
    }
}
