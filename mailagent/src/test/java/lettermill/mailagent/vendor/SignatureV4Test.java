package lettermill.mailagent.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import lettermill.wire.vendor.ApiKey;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests and signatures of AWS's own test suite for Signature Version 4. */
class SignatureV4Test {
    private static final SignatureV4 SUITE = new SignatureV4(
            new ApiKey("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"), "us-east-1", "service");
    private static final String FORM = "application/x-www-form-urlencoded";

    @ParameterizedTest
    @CsvSource({
        "GET, /, '', 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
        "GET, /?Param2=value2&Param1=value1, '', b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
        "POST, /, '', 5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
        "POST, /, Param1=value1, ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a"
    })
    void signsAsAwsDoes(String method, String path, String body, String signature) {
        Vendor.Request request = new Vendor.Request(
                method,
                URI.create("https://example.amazonaws.com" + path),
                body.isEmpty() ? Map.of() : Map.of("Content-Type", FORM),
                body.getBytes(StandardCharsets.UTF_8));
        Vendor.Request result = SUITE.sign(request, Instant.parse("2015-08-30T12:36:00Z"));
        assertThat(result.headers())
                .containsEntry("X-Amz-Date", "20150830T123600Z")
                .containsEntry(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, "
                                + "SignedHeaders=" + (body.isEmpty() ? "" : "content-type;")
                                + "host;x-amz-date, Signature="
                                + signature);
    }
}
