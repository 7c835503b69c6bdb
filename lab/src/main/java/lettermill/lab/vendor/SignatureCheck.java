package lettermill.lab.vendor;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Checks AWS's signature, version 4, as the other side does: from the headers that the request says are signed. */
final class SignatureCheck {
    private static final Pattern AUTHORIZATION =
            Pattern.compile("AWS4-HMAC-SHA256 Credential=([^/]+)/(\\d{8})/([^/]+)/([^/]+)/aws4_request, "
                    + "SignedHeaders=([a-z0-9;-]+), Signature=([0-9a-f]{64})");

    private final String keyId;
    private final String secret;

    SignatureCheck(String keyId, String secret) {
        this.keyId = keyId;
        this.secret = secret;
    }

    /** The name of the exception that AWS answers with; empty when all is well. */
    String fault(VendorCall call) {
        Matcher given = AUTHORIZATION.matcher(call.header("Authorization"));
        if (!given.matches()) {
            return "MissingAuthenticationTokenException";
        }
        if (!given.group(1).equals(keyId)) {
            return "UnrecognizedClientException";
        }
        String date = call.header("X-Amz-Date");
        boolean covered =
                Arrays.asList(given.group(5).split(";", -1)).contains("host") && date.startsWith(given.group(2));
        return covered && signature(call, given, date).equals(given.group(6)) ? "" : "InvalidSignatureException";
    }

    private String signature(VendorCall call, Matcher given, String date) {
        String headers = Arrays.stream(given.group(5).split(";", -1))
                .map(name -> name + ":" + call.header(name).strip().replaceAll(" +", " ") + "\n")
                .collect(Collectors.joining());
        String canonical =
                String.join("\n", call.method(), call.path(), "", headers, given.group(5), hash(call.body()));
        String scope = String.join("/", given.group(2), given.group(3), given.group(4), "aws4_request");
        String text =
                String.join("\n", "AWS4-HMAC-SHA256", date, scope, hash(canonical.getBytes(StandardCharsets.UTF_8)));
        byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
        for (String step : scope.split("/", -1)) {
            key = hmac(key, step);
        }
        return HexFormat.of().formatHex(hmac(key, text));
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
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
}
