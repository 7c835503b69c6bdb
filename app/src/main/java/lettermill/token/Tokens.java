package lettermill.token;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import lettermill.base.MessageId;
import lettermill.base.SubscriberId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Writes and reads the tokens of links: version, key id, payload of opaque ids, and HMAC-SHA256 cut to 128 bits
 * (RFC 2104 section 5 allows no less than half), in base64url without padding. Whatever is not exactly a token
 * that was written here reads as empty, in constant time over the code.
 */
@Component
public final class Tokens {

    private static final byte VERSION = 1;
    private static final int HEADER = 2;
    private static final int CODE = 16;
    private static final int LONGEST = 4096;
    private static final byte LINK = 0;
    private static final byte URL = 1;
    private static final String ALGORITHM = "HmacSHA256";
    private static final Pattern LOCAL_PART = Pattern.compile("(?i)([bu]\\+)([1-9][0-9]{0,18})\\.([0-9a-f]{34})");

    private final Map<Integer, Map<Purpose, Mac>> keys = new HashMap<>();
    private final int signing;

    Tokens(SigningKeys stored) {
        int newest = 0;
        for (Map.Entry<Integer, byte[]> key : stored.all().entrySet()) {
            keys.put(key.getKey(), macs(key.getValue()));
            newest = key.getKey();
        }
        this.signing = newest;
    }

    /** The token of a message's tracking pixel. */
    public String pixel(MessageId message) {
        return sign(Purpose.PIXEL, payload(8).putLong(message.value()));
    }

    /** The token of a link that is stored in tracking.link. */
    public String click(MessageId message, long linkId) {
        return sign(
                Purpose.CLICK, payload(17).putLong(message.value()).put(LINK).putLong(linkId));
    }

    /** The token of a link that is known only now; the address is inside the token, so that nobody can change it. */
    public String clickTo(MessageId message, String url) {
        byte[] text = url.getBytes(StandardCharsets.UTF_8);
        return sign(
                Purpose.CLICK,
                payload(9 + text.length).putLong(message.value()).put(URL).put(text));
    }

    /** The token that opens somebody's preferences. */
    public String preference(SubscriberId subscriber, @Nullable MessageId message) {
        return sign(Purpose.PREFERENCE, recipient(subscriber, message));
    }

    /** The token of the List-Unsubscribe header (RFC 8058): whoever posts to it unsubscribes the person. */
    public String unsubscribe(SubscriberId subscriber, @Nullable MessageId message) {
        return sign(Purpose.UNSUBSCRIBE, recipient(subscriber, message));
    }

    /**
     * The local part of the address that a message's bounces go to: {@code b+<message id>.<code>}, at most 56 characters (RFC 5321
     * section 4.5.3.1.1 allows 64). Hexadecimal, because some servers change the case of what they return.
     */
    public String returnPath(MessageId message) {
        return localPart("b+", Purpose.RETURN_PATH, message);
    }

    /** The local part of the address in List-Unsubscribe (RFC 2369): a mail there unsubscribes whom the message went to. */
    public String unsubscribeAddress(MessageId message) {
        return localPart("u+", Purpose.UNSUBSCRIBE_ADDRESS, message);
    }

    private String localPart(String prefix, Purpose purpose, MessageId message) {
        byte[] token = signed(purpose, payload(8).putLong(message.value()));
        HexFormat hex = HexFormat.of();
        return prefix + message.value() + "." + hex.toHexDigits(token[1])
                + hex.formatHex(token, HEADER + 8, token.length);
    }

    /** The message of a return path's local part, in any case; empty for any that was not written here. */
    public Optional<MessageId> readReturnPath(String localPart) {
        return readLocalPart("b+", Purpose.RETURN_PATH, localPart);
    }

    /** The message of a local part that unsubscribes, in any case; empty for any that was not written here. */
    public Optional<MessageId> readUnsubscribeAddress(String localPart) {
        return readLocalPart("u+", Purpose.UNSUBSCRIBE_ADDRESS, localPart);
    }

    private Optional<MessageId> readLocalPart(String prefix, Purpose purpose, String localPart) {
        Matcher parts = LOCAL_PART.matcher(localPart);
        if (!parts.matches() || !parts.group(1).equalsIgnoreCase(prefix)) {
            return Optional.empty();
        }
        byte[] code = HexFormat.of().parseHex(parts.group(3));
        long message;
        try {
            message = Long.parseLong(parts.group(2));
        } catch (NumberFormatException tooGreat) {
            return Optional.empty();
        }
        byte[] token = payload(8).putLong(message).put(code, 1, CODE).array();
        token[0] = VERSION;
        token[1] = code[0];
        return verified(purpose, token).map(payload -> new MessageId(payload.getLong()));
    }

    public Optional<MessageId> readPixel(String token) {
        return read(Purpose.PIXEL, token)
                .filter(payload -> payload.remaining() == 8)
                .map(payload -> new MessageId(payload.getLong()));
    }

    public Optional<ClickTarget> readClick(String token) {
        return read(Purpose.CLICK, token)
                .filter(payload -> payload.remaining() >= 9)
                .map(payload -> {
                    MessageId message = new MessageId(payload.getLong());
                    if (payload.get() == LINK) {
                        return new ClickTarget(message, payload.getLong(), null);
                    }
                    return new ClickTarget(
                            message,
                            null,
                            StandardCharsets.UTF_8.decode(payload).toString());
                });
    }

    public Optional<Recipient> readPreference(String token) {
        return read(Purpose.PREFERENCE, token).flatMap(Tokens::recipient);
    }

    public Optional<Recipient> readUnsubscribe(String token) {
        return read(Purpose.UNSUBSCRIBE, token).flatMap(Tokens::recipient);
    }

    private static ByteBuffer payload(int length) {
        return ByteBuffer.allocate(HEADER + length + CODE).position(HEADER);
    }

    private static ByteBuffer recipient(SubscriberId subscriber, @Nullable MessageId message) {
        return payload(16).putLong(subscriber.value()).putLong(message == null ? 0 : message.value());
    }

    private static Optional<Recipient> recipient(ByteBuffer payload) {
        if (payload.remaining() != 16) {
            return Optional.empty();
        }
        SubscriberId subscriber = new SubscriberId(payload.getLong());
        long message = payload.getLong();
        return Optional.of(new Recipient(subscriber, message == 0 ? null : new MessageId(message)));
    }

    private String sign(Purpose purpose, ByteBuffer token) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(signed(purpose, token));
    }

    private byte[] signed(Purpose purpose, ByteBuffer token) {
        byte[] bytes = token.array();
        bytes[0] = VERSION;
        bytes[1] = (byte) signing;
        byte[] code = code(mac(signing, purpose).orElseThrow(), bytes, token.position());
        System.arraycopy(code, 0, bytes, token.position(), CODE);
        return bytes;
    }

    private Optional<ByteBuffer> read(Purpose purpose, String token) {
        return verified(purpose, decode(token));
    }

    private Optional<ByteBuffer> verified(Purpose purpose, byte[] bytes) {
        if (bytes.length < HEADER + 8 + CODE || bytes[0] != VERSION) {
            return Optional.empty();
        }
        Optional<Mac> mac = mac(bytes[1], purpose);
        if (mac.isEmpty()) {
            return Optional.empty();
        }
        int end = bytes.length - CODE;
        byte[] wanted = Arrays.copyOf(code(mac.get(), bytes, end), CODE);
        if (!MessageDigest.isEqual(wanted, Arrays.copyOfRange(bytes, end, bytes.length))) {
            return Optional.empty();
        }
        return Optional.of(ByteBuffer.wrap(bytes, HEADER, end - HEADER).slice());
    }

    private Optional<Mac> mac(int key, Purpose purpose) {
        return Optional.ofNullable(keys.get(key)).map(macs -> macs.get(purpose));
    }

    private static byte[] decode(String token) {
        if (token.length() > LONGEST) {
            return new byte[0];
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(token);
            // One token, one spelling: the last character's spare bits must not make a second.
            boolean canonical = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(bytes)
                    .equals(token);
            return canonical ? bytes : new byte[0];
        } catch (IllegalArgumentException noBase64) {
            return new byte[0];
        }
    }

    private static byte[] code(Mac prototype, byte[] bytes, int length) {
        try {
            // A keyed Mac is cloned, because initialising one costs more than the code itself.
            Mac mac = (Mac) prototype.clone();
            mac.update(bytes, 0, length);
            return mac.doFinal();
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A key for each purpose, derived from the stored secret as in the expand step of HKDF (RFC 5869). */
    private static Map<Purpose, Mac> macs(byte[] secret) {
        Map<Purpose, Mac> macs = new EnumMap<>(Purpose.class);
        for (Purpose purpose : Purpose.values()) {
            byte[] derived = mac(secret).doFinal(new byte[] {purpose.code, 1});
            macs.put(purpose, mac(derived));
        }
        return macs;
    }

    private static Mac mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
