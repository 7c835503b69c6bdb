package lettermill.workspace;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** 256 random bits that are shown once and stored hashed. */
record Secret(String text) {

    private static final SecureRandom RANDOM = new SecureRandom();

    static Secret generate(String prefix) {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return new Secret(prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Enough to tell it from others. */
    String hint() {
        return text.substring(0, Math.min(text.length(), 8));
    }

    @Override
    public String toString() {
        return hint() + "...";
    }
}
