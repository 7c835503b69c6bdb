package lettermill.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignatureTest {

    /** As the libraries of the specification test themselves. */
    @Test
    void theSpecificationsOwnExample() {
        byte[] key = Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        assertThat(Signature.of(List.of(key), "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330L, "{\"test\": 2432232314}"))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void eachKeySigns() {
        String both = Signature.of(List.of(new byte[] {1}, new byte[] {2}), "id", 1, "{}");
        assertThat(both.split(" ")).hasSize(2).allMatch(each -> each.startsWith("v1,"));
    }
}
