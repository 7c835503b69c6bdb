package lettermill.mailagent.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import lettermill.lab.vendor.VendorServer;
import lettermill.wire.Outcome;
import lettermill.wire.Outcome.Accepted;
import lettermill.wire.Outcome.Deferred;
import lettermill.wire.Outcome.Refused;
import lettermill.wire.Outcome.Unknown;
import lettermill.wire.vendor.ApiKey;
import lettermill.wire.vendor.VendorSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contract over SES's API, whose other side checks each signature by itself. */
class SesTest extends VendorContract {
    private static final ApiKey KEY = new ApiKey("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");

    @Override
    VendorServer start() throws IOException {
        return VendorServer.ses(KEY.id(), KEY.secret(), mail -> {});
    }

    @Override
    VendorSettings settings(URI endpoint) {
        return new VendorSettings.Ses(endpoint, "eu-central-1", "campaigns");
    }

    @Override
    ApiKey key() {
        return KEY;
    }

    @Override
    ApiKey wrongKey() {
        return new ApiKey(KEY.id(), "another");
    }

    @Override
    String wordsForAWrongKey() {
        return "InvalidSignatureException";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            AccountSuspendedException          | Sending is suspended                        | PROVIDER
            SendingPausedException             | Sending is paused for this account          | PROVIDER
            MailFromDomainNotVerifiedException | The MAIL FROM domain is not set up          | PROVIDER
            MessageRejected                    | Email address is not verified. Region: EU   | PROVIDER
            MessageRejected                    | The message contains a virus                | MESSAGE
            BadRequestException                | "Missing final '@domain'"                   | RECIPIENT
            BadRequestException                | Invalid value for tag                       | MESSAGE
            """)
    void anExceptionNamesWhoIsToBlame(String exception, String message, Refused.Scope scope) throws Exception {
        String head = "400 Bad Request\r\nx-amzn-ErrorType: " + exception + ":http://internal.example/";
        assertThat(answered(head, "{\"message\": \"" + message.replace("\"", "") + "\"}"))
                .isInstanceOfSatisfying(Refused.class, refused -> {
                    assertThat(refused.scope()).isEqualTo(scope);
                    assertThat(refused.reply().text()).contains(exception, message.replace("\"", ""));
                });
    }

    @Test
    void aQuotaIsWaitedFor() throws Exception {
        assertThat(answered("400 Bad Request", "{\"__type\": \"LimitExceededException\", \"message\": \"quota\"}"))
                .isInstanceOf(Deferred.class);
    }

    @Test
    void anAnswerThatIsNotOfSesLeavesTheLetterUnknown() throws Exception {
        assertThat(answered("200 OK", "<html>Welcome</html>")).isInstanceOf(Unknown.class);
        assertThat(answered("200 OK", "{\"MessageId\": \"1\"}")).isInstanceOf(Accepted.class);
    }

    private Outcome answered(String head, String body) throws Exception {
        return HttpFaultsTest.answered(settings(URI.create("http://127.0.0.1:1")), KEY, head, body);
    }
}
