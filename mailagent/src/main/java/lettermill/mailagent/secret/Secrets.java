package lettermill.mailagent.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM for the secrets at rest. A ciphertext names its key, so keys are changed by putting a new one in front: what the
 * old ones have locked stays readable. It is bound to its place (the row's name), so that it cannot be moved to another row.
 * Safe for use by several threads.
 */
public final class Secrets {
    private static final int KEY_LENGTH = 32;
    private static final int NONCE_LENGTH = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, SecretKey> keys = new LinkedHashMap<>();
    private final String current;

    /**
     * @param keys 32 bytes each; the first locks, all unlock
     * @throws IllegalArgumentException if there is none, or one of another length
     */
    public Secrets(List<byte[]> keys) {
        for (byte[] key : keys) {
            if (key.length != KEY_LENGTH) {
                throw new IllegalArgumentException("an AES-256 key has 32 bytes, this one " + key.length);
            }
            this.keys.put(keyId(key), new SecretKeySpec(key, "AES"));
        }
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("at least one key is needed");
        }
        current = keyId(keys.getFirst());
    }

    /** Locks a secret to its place; the same secret gives another ciphertext each time. */
    public String lock(String place, byte[] secret) {
        byte[] nonce = new byte[NONCE_LENGTH];
        random.nextBytes(nonce);
        try {
            byte[] locked = cipher(Cipher.ENCRYPT_MODE, current, nonce, place).doFinal(secret);
            byte[] whole = Arrays.copyOf(nonce, NONCE_LENGTH + locked.length);
            System.arraycopy(locked, 0, whole, NONCE_LENGTH, locked.length);
            return "v1." + current + "." + Base64.getEncoder().encodeToString(whole);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("this Java cannot do AES-GCM", broken);
        }
    }

    /**
     * Unlocks what was locked to the same place.
     *
     * @throws UnreadableSecretException if the key is not ours any more, or the ciphertext was changed or moved
     */
    public byte[] unlock(String place, String ciphertext) {
        String[] parts = ciphertext.split("\\.", -1);
        if (parts.length != 3 || !parts[0].equals("v1") || !keys.containsKey(parts[1])) {
            throw new UnreadableSecretException(place, "it was locked with a key that is not configured");
        }
        try {
            byte[] whole = Base64.getDecoder().decode(parts[2]);
            byte[] nonce = Arrays.copyOf(whole, NONCE_LENGTH);
            return cipher(Cipher.DECRYPT_MODE, parts[1], nonce, place)
                    .doFinal(whole, NONCE_LENGTH, whole.length - NONCE_LENGTH);
        } catch (GeneralSecurityException | IllegalArgumentException changed) {
            throw new UnreadableSecretException(place, "it was changed, or belongs elsewhere");
        }
    }

    /** Whether a ciphertext was locked with the first key. */
    public boolean isCurrent(String ciphertext) {
        return ciphertext.startsWith("v1." + current + ".");
    }

    /**
     * Locks anew with the first key what was locked with any.
     *
     * @throws UnreadableSecretException as {@link #unlock}
     */
    public String relock(String place, String ciphertext) {
        return lock(place, unlock(place, ciphertext));
    }

    private Cipher cipher(int mode, String keyId, byte[] nonce, String place) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, keys.get(keyId), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    /** Tells keys apart without giving them away: the first bytes of a hash made for this alone. */
    private static String keyId(byte[] key) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update("lettermill key id".getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(key), 0, 4);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("this Java has no SHA-256", broken);
        }
    }
}
