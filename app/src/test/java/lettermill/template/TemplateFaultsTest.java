package lettermill.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;

/** What is wrong with a template is said with its field, its line and what would be right. */
class TemplateFaultsTest extends TemplateApi {
    @Test
    void aFaultyTemplateIsRefusedWithLineColumnAndAHint() {
        send("", WELCOME.replace("{{ plan }}", "{{ plan|uper }}"))
                .expectStatus()
                .isEqualTo(422)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.fields[0].field")
                .isEqualTo("body_html")
                .jsonPath("$.fields[0].wrong")
                .value(String.class, wrong -> assertThat(wrong).matches("line 2, column \\d+: .*uper.*"))
                .jsonPath("$.fields[0].right")
                .isEqualTo("did you mean upper?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\": null}|name",
                "{\"name\": \"  \"}|name",
                "{\"slug\": \"No Slug\"}|slug",
                "{\"category\": \"SPAM\"}|category",
                "{\"category\": 7.5}|category",
                "{\"subject_template\": \"a\\nBcc: b\"}|subject_template",
                "{\"body_html\": \"\"}|body_html",
                "{\"body_html\": {}}|body_html",
                "{\"body_html\": \"a\\u0000b\"}|body_html",
                "{\"variables\": [{\"name\": \"1x\"}]}|variables[0].name",
                "{\"variables\": [{\"name\": \"email\"}]}|variables[0].name",
                "{\"variables\": [{\"name\": \"a\"}, {\"name\": \"a\"}]}|variables[1].name",
                "{\"variables\": [{\"nme\": \"a\"}]}|variables[0].nme",
                "{\"variables\": {}}|variables",
                "{\"is_active\": \"maybe\"}|is_active",
                "{\"colour\": \"red\"}|colour",
            })
    void whatCannotBeTakenIsNamed(String change, String field) {
        String id = id(send("", WELCOME));
        patch("/" + id, change)
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.fields[0].field")
                .isEqualTo(field)
                .jsonPath("$.fields[0].right")
                .isNotEmpty();
    }

    @Test
    void bodiesThatAreNoTemplateAreRefusedToo() {
        send("", "{\"name\": ").expectStatus().isBadRequest();
        send("", "[]").expectStatus().is4xxClientError();
        send("", "null").expectStatus().is4xxClientError();
        patch("/" + id(send("", WELCOME)), "7").expectStatus().is4xxClientError();
        get("/no-uuid").expectStatus().is4xxClientError();
        get("?limit=0").expectStatus().isEqualTo(422);
        get("?after=x").expectStatus().isEqualTo(422);
        get("/" + id(send("", WELCOME)) + "/versions/99").expectStatus().isNotFound();
    }

    @Test
    void aSlugBelongsToOneTemplate() {
        send("", WELCOME);
        send("", WELCOME.replace("\"category\"", "\"slug\": \"welcome-ete\", \"category\""))
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.fields[0].field")
                .isEqualTo("slug");
    }

    @Test
    void validateAndLintSayWhatIsWrongWithoutSaving() {
        String id = id(send("", WELCOME));
        send("/" + id + "/validate", "{\"body_html\": \"{% if %}\"}")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.valid")
                .isEqualTo(false)
                .jsonPath("$.errors[0].line")
                .isEqualTo(1);
        send("/" + id + "/validate", "").expectBody().jsonPath("$.valid").isEqualTo(true);
        send("/" + id + "/lint", "").expectBody().jsonPath("$.items[0].rule").isEqualTo("UNSUBSCRIBE_MISSING");
        send("/lint", "{\"subject_template\": \"S\", \"category\": \"TRANSACTIONAL\", \"body_html\": \"<img src=x>\"}")
                .expectBody()
                .jsonPath("$.items[0].rule")
                .isEqualTo("ALT_MISSING")
                .jsonPath("$.items[0].column")
                .isEqualTo(1);
        send("/validate", "{\"subject_template\": \"S\", \"body_html\": \"x\"}")
                .expectBody()
                .jsonPath("$.valid")
                .isEqualTo(true);
    }
}
