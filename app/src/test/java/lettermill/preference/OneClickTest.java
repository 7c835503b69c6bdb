package lettermill.preference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class OneClickTest {
    private static final String MULTIPART = "multipart/form-data; boundary=----x";

    @ParameterizedTest
    @ValueSource(
            strings = {
                // RFC 8058 section 8.2
                "------x\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n------x--\r\n",
                "------x\r\ncontent-disposition: form-data; name=List-Unsubscribe\r\nContent-Type: text/plain\r\n\r\nOne-Click\r\n------x--",
                "------x\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\n\nOne-Click\n------x--\n",
            })
    void multipartCounts(String body) throws IOException {
        assertThat(OneClick.asked(multipart(body))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "------x\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nTwo-Clicks\r\n------x--\r\n",
                "------x\r\nContent-Disposition: form-data; name=\"other\"\r\n\r\nOne-Click\r\n------x--\r\n",
                "List-Unsubscribe=One-Click",
            })
    void otherMultipartDoesNot(String body) throws IOException {
        assertThat(OneClick.asked(multipart(body))).isFalse();
    }

    @Test
    void aHostileBodyIsReadInLittleTime() throws IOException {
        String body = "content-disposition: form-data; name=list-unsubscribe\r\na: b\r\n".repeat(100_000);
        assertThat(OneClick.asked(multipart(body))).isFalse();
    }

    private static MockHttpServletRequest multipart(String body) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/u/token");
        request.setContentType(MULTIPART);
        request.setContent(body.getBytes(StandardCharsets.UTF_8));
        return request;
    }
}
