package lettermill.mailagent.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.stream.LongStream;
import lettermill.lab.vendor.VendorServer;
import lettermill.mailagent.transport.Transport;
import lettermill.mailagent.transport.TransportContract;
import lettermill.wire.Outcome;
import lettermill.wire.Outcome.Accepted;
import lettermill.wire.Outcome.Refused;
import lettermill.wire.Outcome.Unknown;
import lettermill.wire.vendor.ApiKey;
import lettermill.wire.vendor.VendorSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contract over Postmark's API. */
class PostmarkTest extends VendorContract {
    private static final ApiKey KEY = new ApiKey("", "right-token");

    @Override
    VendorServer start() throws IOException {
        return VendorServer.postmark(KEY.secret(), mail -> {});
    }

    @Override
    VendorSettings settings(URI endpoint) {
        return new VendorSettings.Postmark(endpoint, "broadcast");
    }

    @Override
    ApiKey key() {
        return KEY;
    }

    @Override
    ApiKey wrongKey() {
        return new ApiKey("", "wrong-token");
    }

    @Override
    String wordsForAWrongKey() {
        return "ErrorCode 10";
    }

    /** Postmark takes many letters a request, so one request a second is plenty. */
    @Override
    int requestsASecond() {
        return 1;
    }

    @Test
    void moreThanABatchGoesInSeveralRequests() {
        try (Transport transport = transport()) {
            List<Outcome> outcomes = transport.send(LongStream.range(0, 1_001)
                    .mapToObj(TransportContract::outgoing)
                    .toList());
            assertThat(outcomes).hasSize(1_001).allMatch(Accepted.class::isInstance);
            assertThat(received()).hasSize(1_001).doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            406 | You tried to send to recipient(s) that have been marked as inactive. | RECIPIENT
            300 | Invalid To address                                                   | RECIPIENT
            300 | Provide either email TextBody or HtmlBody or both.                   | MESSAGE
            400 | The From address you supplied is not a Sender Signature.             | PROVIDER
            405 | Not allowed to send: out of credits                                  | PROVIDER
            412 | Your account is pending approval                                     | PROVIDER
            """)
    void anErrorCodeNamesWhoIsToBlame(int code, String message, Refused.Scope scope) throws Exception {
        assertThat(answered("200 OK", "[{\"ErrorCode\": %d, \"Message\": \"%s\"}]".formatted(code, message)))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.scope()).isEqualTo(scope));
    }

    @Test
    void aBatchThatIsRefusedAsAWholeIsRefusedForEach() throws Exception {
        assertThat(answered("422 Unprocessable Entity", "{\"ErrorCode\": 402, \"Message\": \"Invalid JSON\"}"))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.scope()).isEqualTo(Refused.Scope.MESSAGE));
    }

    @Test
    void aLetterThatTheAnswerLeavesOutIsUnknown() throws Exception {
        String one = "[{\"ErrorCode\": 0, \"Message\": \"OK\", \"MessageID\": \"a\"}]";
        try (FaultyServer server = FaultyServer.answering(FaultyServer.answer("200 OK", one));
                Transport transport = transport(settings(server.endpoint()), KEY)) {
            assertThat(transport.send(List.of(outgoing(1), outgoing(2))))
                    .hasExactlyElementsOfTypes(Accepted.class, Unknown.class);
        }
    }

    private Outcome answered(String head, String body) throws Exception {
        return HttpFaultsTest.answered(settings(URI.create("http://127.0.0.1:1")), KEY, head, body);
    }
}
