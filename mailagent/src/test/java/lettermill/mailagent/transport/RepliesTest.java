package lettermill.mailagent.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import lettermill.wire.Outcome;
import lettermill.wire.Outcome.Accepted;
import lettermill.wire.Outcome.Deferred;
import lettermill.wire.Outcome.Refused;
import lettermill.wire.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepliesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    421 4.7.0 [TSS04] deferred due to unexpected volume      | DESTINATION_THROTTLE
                    421 Service not available                                | DESTINATION_THROTTLE
                    450 4.7.1 slow down                                      | DESTINATION_THROTTLE
                    451 4.7.650 IP address has been rate limited             | DESTINATION_THROTTLE
                    450 User is receiving mail too quickly                   | DESTINATION_THROTTLE
                    454 Throttling failure: Maximum sending rate exceeded.   | DESTINATION_THROTTLE
                    454 4.7.0 Temporary authentication failure               | PROVIDER
                    452 4.3.1 Insufficient system storage                    | PROVIDER
                    450 4.2.0 greylisted                                     | RECIPIENT
                    451 4.3.0 Mail server temporarily rejected message.      | RECIPIENT
                    452 temporary domain failure <example@example.com>       | RECIPIENT
                    """)
    void fourHundredsAreForLater(String line, Deferred.Scope scope) throws Exception {
        assertThat(classify(line))
                .isInstanceOfSatisfying(
                        Deferred.class, deferred -> assertThat(deferred.scope()).isEqualTo(scope));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    550 5.1.1 The email account that you tried to reach does not exist         | RECIPIENT
                    550 5.2.1 The email account that you tried to reach is disabled.           | MESSAGE
                    550 5.1.10 null MX                                                         | RECIPIENT
                    554 delivery error: dd This user doesn't have a yahoo.com account (a@b) [0] | RECIPIENT
                    554 delivery error: dd example@example.com is no longer valid. [-20]       | RECIPIENT
                    550 No such user here                                                      | RECIPIENT
                    550 5.7.1 Unauthenticated email is not accepted: user unknown policy       | MESSAGE
                    550 5.7.26 not authenticated                                               | MESSAGE
                    550 5.7.515 does not meet the required authentication level                | MESSAGE
                    552 5.2.3 Your message exceeded size limits                                | MESSAGE
                    552 5.2.2 over quota                                                       | MESSAGE
                    554 Message not allowed - [PH01] Email not accepted for policy reasons     | MESSAGE
                    550 relaying denied for <example@example.com>                              | MESSAGE
                    530 5.7.0 Authentication required                                          | PROVIDER
                    535 5.7.8 Authentication credentials invalid                               | PROVIDER
                    """)
    void fiveHundredsAreForEver(String line, Refused.Scope scope) throws Exception {
        assertThat(classify(line))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.scope()).isEqualTo(scope));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    250 2.0.0 Ok: queued as 4WxYz12            | 4WxYz12
                    250 Ok 0100018c1234-abcd-000000             | 0100018c1234-abcd-000000
                    250 2.0.0 OK                               | -
                    250                                        | -
                    """)
    void aQueueIdIsTheProvidersMessageId(String line, String id) throws Exception {
        assertThat(((Accepted) classify(line)).providerMessageId()).isEqualTo(id);
    }

    @Test
    void linesAreJoinedAndTheStatusIsSaidOnce() throws Exception {
        Reply reply = read("550-5.1.1 The account does not exist. Please\r\n550-5.1.1 check it.\r\n550 5.1.1 Bye\r\n")
                .toReply();
        assertThat(reply).isEqualTo(new Reply(550, "5.1.1", "The account does not exist. Please check it. Bye"));
    }

    @Test
    void wordsAreMadePrintableAndCut() throws Exception {
        assertThat(read("550 5.1.1 a\u001b[31mb\tc\0\r\n").toReply().text()).isEqualTo("a?[31mb c?");
        assertThat(read("250 " + "x".repeat(3000) + "\n").toReply().text()).hasSize(500);
        assertThat(read("550 4.1.1 class and code differ\r\n").toReply().enhanced())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\r\n",
                "25\r\n",
                "2500 x\r\n",
                "abc d\r\n",
                "199 x\r\n",
                "600 x\r\n",
                "250",
                "250-a\r\n550 b\r\n"
            })
    void whatIsNoReplyIsAFault(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(IOException.class);
    }

    @Test
    void aReplyWithoutEndIsAFault() {
        assertThatThrownBy(() -> read("250-x\r\n".repeat(100_000))).hasMessageContaining("no end");
        assertThatThrownBy(() -> read("250 " + "x".repeat(100_000))).hasMessageContaining("no end");
    }

    private static Outcome classify(String line) throws IOException {
        return Replies.classify(1, read(line + "\r\n").toReply());
    }

    private static SmtpReply read(String text) throws IOException {
        return new ReplyReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1))).read();
    }
}
