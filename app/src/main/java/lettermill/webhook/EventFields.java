package lettermill.webhook;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import lettermill.base.Problem;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what a vendor wrote without trusting its shape: a member that is missing or of another type is absent, text is what
 * PostgreSQL can hold, and a time is one that can have been.
 */
public final class EventFields {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LONGEST_KEY = 160;
    private static final int LONGEST_TEXT = 2_000;
    private static final Duration AHEAD = Duration.ofDays(1);

    private EventFields() {}

    /** @throws Problem.Invalid when it is not JSON */
    public static JsonNode parse(byte[] body) {
        try {
            JsonNode node = JSON.readTree(body);
            if (node == null || node.isMissingNode()) {
                throw new Problem.Invalid("body", "there is none", "a JSON document");
            }
            return node;
        } catch (JacksonException unreadable) {
            throw new Problem.Invalid("body", "this is not JSON that can be read", "a JSON document");
        }
    }

    /** A string, number or boolean as text; null when absent or empty. */
    public static @Nullable String text(JsonNode object, String name) {
        JsonNode value = object.path(name);
        if (!value.isString() && !value.isNumber() && !value.isBoolean()) {
            return null;
        }
        String text = storable(value.asString());
        return text.isEmpty() ? null : text;
    }

    /** Text that PostgreSQL and UTF-8 can hold, of a length that a row can. */
    public static String storable(String text) {
        String cut = text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
        StringBuilder clean = null;
        for (int i = 0; i < cut.length(); i++) {
            char c = cut.charAt(i);
            boolean pair =
                    Character.isHighSurrogate(c) && i + 1 < cut.length() && Character.isLowSurrogate(cut.charAt(i + 1));
            if (pair) {
                i++;
            } else if (c == 0 || Character.isSurrogate(c)) {
                clean = clean == null ? new StringBuilder(cut) : clean;
                clean.setCharAt(i, '\uFFFD');
            }
        }
        return clean == null ? cut : clean.toString();
    }

    /** Seconds since 1970, with or without a fraction, as a number or as text. */
    public static @Nullable Instant epoch(JsonNode object, String name) {
        String text = text(object, name);
        if (text == null || text.length() > 30) {
            return null;
        }
        try {
            BigDecimal seconds = new BigDecimal(text);
            if (seconds.precision() - seconds.scale() > 12) {
                return null;
            }
            long micros =
                    seconds.movePointRight(6).setScale(0, RoundingMode.DOWN).longValueExact();
            return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
        } catch (ArithmeticException | NumberFormatException | DateTimeException wrong) {
            return null;
        }
    }

    /** A time of RFC 3339. */
    public static @Nullable Instant time(JsonNode object, String name) {
        String text = text(object, name);
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException wrong) {
            return null;
        }
    }

    /** The first that is known and can have been; the moment of receipt when none is. */
    public static Instant plausible(Instant receivedAt, @Nullable Instant... candidates) {
        for (Instant candidate : candidates) {
            if (candidate != null && !candidate.isBefore(Instant.EPOCH) && candidate.isBefore(receivedAt.plus(AHEAD))) {
                return candidate;
            }
        }
        return receivedAt;
    }

    /**
     * The key of a fact from the vendor's own id for it.
     *
     * @param parts what tells it from others; hashed when they are long
     */
    public static String key(String vendor, @Nullable Object... parts) {
        StringBuilder key = new StringBuilder(vendor);
        for (Object part : parts) {
            if (part != null) {
                key.append('/').append(part);
            }
        }
        return key.length() <= LONGEST_KEY ? key.toString() : vendor + "/" + hash(key.toString());
    }

    /** Stands in for an id where the vendor gave none. */
    public static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
