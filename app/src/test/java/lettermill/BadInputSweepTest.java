package lettermill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import lettermill.DescribedApi.Operation;
import lettermill.DescribedApi.Parameter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whatever is sent to whichever address of the committed description: no answer is a 5xx, every refusal is a problem that says
 * what is wrong, and what is refused changes nothing.
 */
class BadInputSweepTest extends AppTest {

    private static final String LONG = "x".repeat(20_000);
    /** Each as it stands in a path or a query. */
    private static final List<String> WRONG_PARAMETERS = List.of(
            "no-such",
            "-1",
            "99999999999999999999",
            "%00",
            "%ED%A0%80",
            "%FF",
            "a%0D%0Ab",
            "%27%3B--",
            LONG.substring(0, 3000));

    private static final List<String> WRONG_VALUES = List.of(
            "{}",
            "[]",
            "[null]",
            "[[[]]]",
            "{\"a\": {\"b\": []}}",
            "true",
            "-1",
            "1e400",
            "99999999999999999999",
            "0.5",
            "\"\"",
            "\"no-such\"",
            "\"a\\u0000b\"",
            "\"a\\ud800b\"",
            "\"a\\r\\nBcc: b@c.example\"",
            "\"" + LONG + "\"",
            "null");
    /** It would end the session that the others need. */
    private static final Set<String> LEFT_OUT = Set.of("DELETE /api/session");

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> findings = new ArrayList<>();
    private DescribedApi api;
    private WatchedTables tables;
    private String session;
    private String csrf;
    private String workspace;

    @BeforeEach
    void signIn() throws IOException {
        api = new DescribedApi();
        tables = new WatchedTables(database);
        Owner owner = owner();
        workspace = owner.workspace();
        session = post("/api/session", """
            {"email": "%s", "password": "a long enough password"}
            """.formatted(owner.email()));
        csrf = anonymous()
                .get()
                .uri("/api/setup")
                .exchange()
                .returnResult(String.class)
                .getResponseCookies()
                .getFirst("XSRF-TOKEN")
                .getValue();
    }

    private List<Operation> operations() {
        return api.operations().stream()
                .filter(operation -> !LEFT_OUT.contains(operation.toString()))
                .toList();
    }

    @Test
    void parametersOfAnyShapeAreReadOrRefused() throws Exception {
        for (Operation operation : operations()) {
            attemptsAreForgotten();
            @Nullable String body = operation.body() == null ? null : "{}";
            for (Parameter parameter : operation.parameters()) {
                // The workspace is read by one piece of code for all.
                if (parameter.name().equals("ws") && !operation.method().equals("GET")) {
                    continue;
                }
                for (String wrong : WRONG_PARAMETERS) {
                    judgeTraceless(
                            operation,
                            parameter.name() + "=" + wrong,
                            () -> send(operation.method(), address(operation, parameter.name(), wrong), JSON, body));
                }
            }
        }
        assertThat(findings).isEmpty();
    }

    @Test
    void fieldsOfAnyShapeAreTakenOrRefused() throws Exception {
        for (Operation operation : operations()) {
            attemptsAreForgotten();
            if (operation.body() != null) {
                Map<String, JsonNode> fields = api.fields(operation.body());
                for (String field : fields.keySet()) {
                    for (String wrong : WRONG_VALUES) {
                        judgeTraceless(
                                operation,
                                field + ": " + wrong,
                                () -> send(
                                        operation.method(),
                                        address(operation, "", ""),
                                        JSON,
                                        body(fields, field, wrong)));
                    }
                }
            }
        }
        assertThat(findings).isEmpty();
    }

    @Test
    void whatCanNotBeReadIsRefusedAndChangesNothing() throws Exception {
        Map<String, String> before = tables.contents();
        for (Operation operation : operations()) {
            String address = address(operation, "", "");
            if (operation.body() != null) {
                for (String malformed : List.of(
                        "", "{", "[]", "[1, 2]", "\"x\"", "7", "{\"a\": }", "{\"no_such_field\": 1}", "\u0000", LONG)) {
                    refuse(
                            operation,
                            "body " + malformed,
                            send(operation.method(), address, JSON, malformed),
                            400,
                            422);
                }
                refuse(operation, "text/plain", send(operation.method(), address, "text/plain", "{}"), 415);
                refuse(operation, "no type", send(operation.method(), address, "nonsense", "{}"), 415, 400);
            }
            // Where another address has the method, the last part of this one is no id there.
            for (String method : List.of("PUT", "PATCH", "DELETE", "POST")) {
                if (!operation.others().contains(method)) {
                    refuse(operation, method, send(method, address, JSON, "{}"), 405, 404, 422);
                }
            }
        }
        assertThat(findings).isEmpty();
        assertThat(tables.contents()).isEqualTo(before);
    }

    private static final String JSON = MediaType.APPLICATION_JSON_VALUE;

    private String body(Map<String, JsonNode> fields, String field, String wrong) {
        Map<String, String> members = new LinkedHashMap<>();
        fields.forEach((name, schema) -> members.put(name, name.equals(field) ? wrong : api.sample(schema)));
        return members.entrySet().stream()
                .map(member -> "\"" + member.getKey() + "\": " + member.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }

    /** Of nothing that exists except the workspace, with one parameter as it should not be. */
    private String address(Operation operation, String wrongName, String wrong) {
        String path = operation.path();
        String query = "";
        for (Parameter parameter : operation.parameters()) {
            boolean chosen = parameter.name().equals(wrongName);
            if (parameter.where().equals("path")) {
                String right = parameter.name().equals("ws")
                        ? workspace
                        : UUID.randomUUID().toString();
                path = path.replace("{" + parameter.name() + "}", chosen ? wrong : right);
            } else if (chosen) {
                query = "?" + parameter.name() + "=" + wrong;
            }
        }
        return path + query;
    }

    private record Answer(int status, String type, String text) {}

    private Answer send(String method, String address, String type, @Nullable String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + address))
                .header("Cookie", "lettermill_session=" + session + "; XSRF-TOKEN=" + csrf)
                .header("X-XSRF-TOKEN", csrf)
                .header("Content-Type", type)
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<InputStream> answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        // What succeeds may stream for ever.
        try (InputStream content = answer.body()) {
            return new Answer(
                    answer.statusCode(),
                    answer.headers().firstValue("Content-Type").orElse(""),
                    answer.statusCode() < 400 ? "" : new String(content.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private void refuse(Operation operation, String how, Answer answer, Integer... statuses) {
        if (!List.of(statuses).contains(answer.status()) && !forPeople(operation)) {
            find(operation, how, answer);
        } else {
            judge(operation, how, answer);
        }
    }

    /** A request that is refused must leave as many rows in each table as there were. */
    private void judgeTraceless(Operation operation, String how, Callable<Answer> request) throws Exception {
        String before = tables.rows();
        Answer answer = request.call();
        judge(operation, how, answer);
        if (answer.status() >= 400 && !before.equals(tables.rows())) {
            findings.add("%s with %s: refused with %d, but rows were %s and are %s%n"
                    .formatted(operation, how, answer.status(), before, tables.rows()));
        }
    }

    private void judge(Operation operation, String how, Answer answer) {
        boolean problem = answer.status() < 400 || forPeople(operation) || isProblem(answer);
        if (answer.status() >= 500 || !problem) {
            find(operation, how, answer);
        }
    }

    private void find(Operation operation, String how, Answer answer) {
        String text = answer.text();
        findings.add("%s with %s: %d %s %s%n"
                .formatted(
                        operation,
                        how.substring(0, Math.min(40, how.length())),
                        answer.status(),
                        answer.type(),
                        text.substring(0, Math.min(200, text.length()))));
    }

    /** Pages that readers of mail see; they say what is wrong in their own words. */
    private static boolean forPeople(Operation operation) {
        return operation.path().startsWith("/preferences/") || operation.path().startsWith("/u/");
    }

    private static boolean isProblem(Answer answer) {
        try {
            JsonNode problem = JsonMapper.shared().readTree(answer.text());
            boolean named = !problem.path("title").asString("").isBlank()
                    && problem.path("status").asInt(0) == answer.status()
                    && !problem.path("detail").asString("").isBlank()
                    && problem.path("type").asString("").startsWith("urn:lettermill:problem:");
            boolean guilty = answer.status() != 422
                    || !problem.path("fields").isEmpty()
                            && problem.path("fields")
                                    .valueStream()
                                    .allMatch(field -> field.has("field") && field.has("wrong") && field.has("right"));
            return answer.type().startsWith(MediaType.APPLICATION_PROBLEM_JSON_VALUE) && named && guilty;
        } catch (JacksonException noJson) {
            return false;
        }
    }

    /** Else everything about signing in would soon be answered 429, here and for the tests that follow. */
    @AfterEach
    void attemptsAreForgotten() {
        database.sql("DELETE FROM workspace.sign_in_attempt").update();
    }
}
