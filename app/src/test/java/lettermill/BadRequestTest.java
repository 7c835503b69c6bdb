package lettermill;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;

/** Whatever a client sends, the answer is a clear 4xx. */
class BadRequestTest extends AppTest {

    @Test
    void aHugeBodyIsRefusedByItsLength() {
        Owner owner = owner();
        owner.client()
                .patch()
                .uri(owner.path(""))
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"name\": \"" + "x".repeat((int) BodyLimit.LARGEST) + "\"}")
                .exchange()
                .expectStatus()
                .isEqualTo(413);
    }

    @Test
    void aHugeBodyOfUnknownLengthIsReadNoFurtherThanTheLimit() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                            + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            byte[] chunk = ("10000\r\n" + " ".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            String status = send(socket, out, chunk);
            Assertions.assertThat(status).startsWith("HTTP/1.1 413");
        }
    }

    private static String send(Socket socket, OutputStream out, byte[] chunk) throws IOException {
        try {
            for (long sent = 0; sent < BodyLimit.LARGEST + 0x40000; sent += 0x10000) {
                out.write(chunk);
            }
        } catch (IOException closed) {
            // The server may answer and close before all is sent; its answer is read below.
        }
        byte[] answer = new byte[12];
        int read = socket.getInputStream().readNBytes(answer, 0, answer.length);
        return new String(answer, 0, read, StandardCharsets.US_ASCII);
    }

    @Test
    void unknownPathsAndMethodsAreAnsweredAsProblems() {
        Owner owner = owner();
        owner.client()
                .get()
                .uri(owner.path("/nothing/here"))
                .exchange()
                .expectStatus()
                .isNotFound();
        owner.client()
                .put()
                .uri(owner.path(""))
                .contentType(MediaType.APPLICATION_JSON)
                .body("{}")
                .exchange()
                .expectStatus()
                .isEqualTo(405);
        anonymous()
                .get()
                .uri("/workspaces/anything")
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
        anonymous()
                .get()
                .uri("/workspaces/%00/members")
                .exchange()
                .expectStatus()
                .is4xxClientError();
    }

    @Test
    void healthAndMetricsAreThere() {
        anonymous().get().uri("/health/readiness").exchange().expectStatus().isOk();
        anonymous().get().uri("/metrics").exchange().expectStatus().isOk();
    }
}
