package lettermill.mailagent.vendor;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import lettermill.wire.vendor.ApiKey;
import org.jspecify.annotations.Nullable;

/**
 * Signs requests to AWS (AWS General Reference, "Signature Version 4 signing process"), as far as our own requests need it: paths
 * without dot segments and unusual characters.
 */
final class SignatureV4 {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final ApiKey key;
    private final String region;
    private final String service;

    /** @param service the name in the scope, {@code ses} for SES */
    SignatureV4(ApiKey key, String region, String service) {
        this.key = key;
        this.region = region;
        this.service = service;
    }

    /** The request with X-Amz-Date and Authorization; all its headers and Host are signed. */
    Vendor.Request sign(Vendor.Request request, Instant now) {
        String time = TIME.format(now);
        SortedMap<String, String> signed = new TreeMap<>();
        request.headers().forEach((name, value) -> signed.put(name.toLowerCase(Locale.ROOT), collapsed(value)));
        signed.put("host", host(request.uri()));
        signed.put("x-amz-date", time);
        String names = String.join(";", signed.keySet());
        String scope = time.substring(0, 8) + "/" + region + "/" + service + "/aws4_request";
        String text = ALGORITHM + "\n" + time + "\n" + scope + "\n" + hash(bytes(canonical(request, signed, names)));
        String signature = HexFormat.of().formatHex(hmac(signingKey(time.substring(0, 8)), text));
        Map<String, String> headers = new TreeMap<>(request.headers());
        headers.put("X-Amz-Date", time);
        headers.put(
                "Authorization",
                ALGORITHM + " Credential=" + key.id() + "/" + scope + ", SignedHeaders=" + names + ", Signature="
                        + signature);
        return new Vendor.Request(request.method(), request.uri(), headers, request.body());
    }

    private static String canonical(Vendor.Request request, SortedMap<String, String> signed, String names) {
        String path = request.uri().getRawPath();
        return String.join(
                "\n",
                request.method(),
                path.isEmpty() ? "/" : path,
                query(request.uri().getRawQuery()),
                signed.entrySet().stream()
                        .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                        .collect(Collectors.joining()),
                names,
                hash(request.body()));
    }

    @SuppressWarnings("StringSplitter") // No parameter of ours is empty.
    private static String query(@Nullable String raw) {
        return raw == null
                ? ""
                : Arrays.stream(raw.split("&"))
                        .map(pair -> pair.contains("=") ? pair : pair + "=")
                        .sorted()
                        .collect(Collectors.joining("&"));
    }

    private static String host(URI uri) {
        return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    }

    private static String collapsed(String value) {
        return value.strip().replaceAll(" +", " ");
    }

    private byte[] signingKey(String day) {
        byte[] dayKey = hmac(bytes("AWS4" + key.secret()), day);
        return hmac(hmac(hmac(dayKey, region), service), "aws4_request");
    }

    private static byte[] hmac(byte[] secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(bytes(text));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String hash(byte[] octets) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
