package lettermill;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import lettermill.workspace.SignInService;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;

/**
 * The whole application on a port of its own, over HTTP. All subclasses without settings of their own share one, so
 * each test makes a workspace of its own by {@link #owner()}.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
public abstract class AppTest {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String PASSWORD = "a long enough password";

    @LocalServerPort
    protected int port;

    @Autowired
    protected JdbcClient database;

    @Autowired
    private SignInService signIn;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add(
                "lettermill.database.url",
                () -> "jdbc:" + TestDatabase.freshUrl().substring("jdbc:".length()));
        registry.add(
                "lettermill.database.data",
                () -> System.getProperty("java.io.tmpdir") + "/lettermill-test-"
                        + ProcessHandle.current().pid());
    }

    /** Somebody who has signed in and owns a workspace; the client sends the session and the CSRF token. */
    public record Owner(RestTestClient client, String workspace, String email) {
        /** A path below the workspace. */
        public String path(String rest) {
            return "/workspaces/" + workspace + rest;
        }
    }

    /** Without cookies and redirects of its own, which the client that Spring finds on the class path has. */
    private static RestTestClient.Builder<?> server() {
        return RestTestClient.bindToServer(new JdkClientHttpRequestFactory());
    }

    /** A client that is nobody. */
    protected RestTestClient anonymous() {
        return server().baseUrl("http://127.0.0.1:" + port).build();
    }

    /** A new workspace with a new owner. */
    protected Owner owner() {
        int number = NUMBER.incrementAndGet();
        String email = "owner" + number + "@house.example";
        String workspace = "house-" + number;
        if (signIn.setUpNeeded()) {
            post("/api/setup", """
                    {"token": "%s", "email": "first@house.example", "password": "%s", "name": "First",
                     "workspace_name": "First", "timezone": "UTC", "postal_address": null}
                    """.formatted(signIn.newSetUpToken(), PASSWORD));
        }
        String session = signUp(email, number);
        RestTestClient client = withSession(session);
        client.post()
                .uri("/api/workspaces")
                .contentType(MediaType.APPLICATION_JSON)
                .body("""
                {"slug": "%s", "name": "House %d", "timezone": "Europe/Berlin", "postal_address": "1 Mill Lane, Millbrook", "tracking_domain": null}
                """.formatted(workspace, number))
                .exchange()
                .expectStatus()
                .isCreated();
        return new Owner(client, workspace, email);
    }

    /** A client that sends a session's cookie and, as our UI does, the CSRF token. */
    protected RestTestClient withSession(String session) {
        String csrf = anonymous()
                .get()
                .uri("/api/setup")
                .exchange()
                .returnResult(String.class)
                .getResponseCookies()
                .getFirst("XSRF-TOKEN")
                .getValue();
        return server().baseUrl("http://127.0.0.1:" + port)
                .defaultHeader(HttpHeaders.COOKIE, "lettermill_session=" + session + "; XSRF-TOKEN=" + csrf)
                .defaultHeader("X-XSRF-TOKEN", csrf)
                .build();
    }

    /** Posts JSON as nobody, expects success and gives the session that was opened. */
    protected String post(String path, String json) {
        return anonymous()
                .post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .body(json)
                .exchange()
                .expectStatus()
                .is2xxSuccessful()
                .returnResult(String.class)
                .getResponseCookies()
                .getFirst("lettermill_session")
                .getValue();
    }

    private String signUp(String email, int number) {
        // Accounts come by invitation; the first workspace's owner gives it.
        String first = post("/api/session", """
                {"email": "first@house.example", "password": "%s"}
                """.formatted(PASSWORD));
        Invitation invitation = withSession(first)
                .post()
                .uri("/workspaces/first/invitations")
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"email\": \"" + email + "\", \"role\": \"VIEWER\"}")
                .exchange()
                .expectStatus()
                .isCreated()
                .expectBody(Invitation.class)
                .returnResult()
                .getResponseBody();
        return post("/api/invitations/accept", """
                {"token": "%s", "name": "Owner %d", "password": "%s"}
                """.formatted(invitation.token(), number, PASSWORD));
    }

    private record Invitation(String token) {}

    /** Reads a header's values off a finished exchange. */
    protected static List<String> values(HttpHeaders headers, String name) {
        return headers.getOrEmpty(name);
    }
}
