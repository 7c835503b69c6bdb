package lettermill;

import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

/** Behind a proxy attempts are counted by the address that the proxy saw, and by no other that somebody made up. */
@TestPropertySource(
        properties = {"server.forward-headers-strategy=native", "lettermill.proxies.trusted=127.0.0.0/8,192.0.2.0/24"})
class ForwardedAddressTest extends AppTest {

    @Test
    void eachClientBehindTheProxyHasAttemptsOfItsOwn() {
        for (int i = 0; i < 100; i++) {
            attempt(i, "198.51.100.7").expectStatus().isUnauthorized();
        }
        attempt(100, "198.51.100.7")
                .expectStatus()
                .isEqualTo(429)
                .expectHeader()
                .exists("Retry-After");
        attempt(101, "198.51.100.8").expectStatus().isUnauthorized();
        attempt(102, "198.51.100.7, 192.0.2.9").expectStatus().isEqualTo(429);
        // Whatever stands left of an address that is no proxy of ours is that client's own word.
        attempt(103, "203.0.113.1, 198.51.100.7").expectStatus().isEqualTo(429);
    }

    private ResponseSpec attempt(int number, String forwardedFor) {
        return anonymous()
                .post()
                .uri("/api/session/link")
                .header("X-Forwarded-For", forwardedFor)
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"token\": \"guess-" + number + "\"}")
                .exchange();
    }
}
