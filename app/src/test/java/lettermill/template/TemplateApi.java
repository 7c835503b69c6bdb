package lettermill.template;

import lettermill.AppTest;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import tools.jackson.databind.json.JsonMapper;

/** The templates of a new workspace, asked over HTTP. */
abstract class TemplateApi extends AppTest {
    static final String WELCOME = """
            {"name": "Welcome, été!", "category": "onboarding", "subject_template": "Hi {{ recipient_name }}",
             "body_html": "<p>\\nHi {{ recipient_name }}, your plan: {{ plan }}</p>",
             "preview_text": "Nice to see you",
             "variables": [{"name": "plan", "default": "Free", "description": "what they pay for"}]}
            """;

    Owner owner;

    @BeforeEach
    void signIn() {
        owner = owner();
    }

    ResponseSpec get(String rest) {
        return owner.client().get().uri(path(rest)).exchange();
    }

    ResponseSpec send(String rest, String json) {
        var request = owner.client().post().uri(path(rest));
        return json.isEmpty()
                ? request.exchange()
                : request.contentType(MediaType.APPLICATION_JSON).body(json).exchange();
    }

    ResponseSpec patch(String rest, String json) {
        return owner.client()
                .patch()
                .uri(path(rest))
                .contentType(MediaType.APPLICATION_JSON)
                .body(json)
                .exchange();
    }

    String path(String rest) {
        return owner.path("/email-marketing/templates" + rest);
    }

    static String id(ResponseSpec created) {
        return text(created.expectBody().returnResult().getResponseBodyContent(), "id");
    }

    static String text(byte[] json, String field) {
        return JsonMapper.shared().readTree(json).get(field).asString();
    }
}
