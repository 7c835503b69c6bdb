package lettermill.audience;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import lettermill.AppTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

class AudienceApiTest extends AppTest {

    private record Answer(int status, String body) {
        <T> T read(String path) {
            return JsonPath.read(body, path);
        }
    }

    private static Answer call(Owner owner, HttpMethod method, String path, String body) {
        return call(owner, method, path, MediaType.APPLICATION_JSON, body.getBytes(StandardCharsets.UTF_8));
    }

    private static Answer call(Owner owner, HttpMethod method, String path, MediaType type, byte[] body) {
        var answer = owner.client()
                .method(method)
                .uri(owner.path("/audience" + path))
                .contentType(type)
                .body(body)
                .exchange()
                .returnResult(byte[].class);
        byte[] content = answer.getResponseBody();
        return new Answer(
                answer.getStatus().value(), content == null ? "" : new String(content, StandardCharsets.UTF_8));
    }

    private static Answer get(Owner owner, String path) {
        return call(owner, HttpMethod.GET, path, "");
    }

    @Test
    void aPersonIsCreatedFoundChangedAndErased() {
        Owner owner = owner();
        String list =
                call(owner, HttpMethod.POST, "/lists", "{\"name\": \"News\"}").read("$.id");

        Answer created = call(owner, HttpMethod.POST, "/subscribers", """
                {"email": "Ana@BÜCHER.example", "name": "Ana", "attributes": {"plan": "pro"}, "tags": ["vip"], "lists": ["%s"]}
                """.formatted(list));
        int id = created.read("$.id");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.<String>read("$.email")).isEqualTo("Ana@xn--bcher-kva.example");
        assertThat(created.<String>read("$.lists[0]")).isEqualTo(list);
        assertThat(get(owner, "/subscribers?search=AN&status=active&tag=vip&list=" + list)
                        .<Integer>read("$.items.length()"))
                .isEqualTo(1);
        assertThat(get(owner, "/subscribers?search=nobody").<Integer>read("$.items.length()"))
                .isZero();
        assertThat(call(owner, HttpMethod.POST, "/subscribers", "{\"email\": \"ana@bücher.example\"}")
                        .status())
                .isEqualTo(409);
        assertThat(call(owner, HttpMethod.PATCH, "/subscribers/" + id, "{\"name\": \"Ana Lima\"}")
                        .<String>read("$.name"))
                .isEqualTo("Ana Lima");
        assertThat(get(owner, "/lists/" + list).<Integer>read("$.subscribers")).isEqualTo(1);
        assertThat(call(owner, HttpMethod.DELETE, "/subscribers/" + id, "").status())
                .isEqualTo(204);
        assertThat(get(owner, "/subscribers/" + id).status()).isEqualTo(404);
        assertThat(get(owner, "/lists/" + list).<Integer>read("$.subscribers")).isZero();
    }

    @Test
    void pagesGoOnWhereTheLastOneEnded() {
        Owner owner = owner();
        for (int i = 0; i < 3; i++) {
            call(owner, HttpMethod.POST, "/subscribers", "{\"email\": \"p" + i + "@example.org\"}");
        }

        Answer first = get(owner, "/subscribers?limit=2");
        Answer second = get(owner, "/subscribers?limit=2&after=" + first.<String>read("$.next"));

        assertThat(first.<String>read("$.items[0].email")).isEqualTo("p2@example.org");
        assertThat(second.<String>read("$.items[0].email")).isEqualTo("p0@example.org");
        assertThat(second.<Object>read("$.next")).isNull();
    }

    @Test
    void somebodyWhoLeftAndWasErasedIsNotBroughtBackByAnImport() {
        Owner owner = owner();
        int id = call(owner, HttpMethod.POST, "/subscribers", "{\"email\": \"ana@example.org\"}")
                .read("$.id");
        call(owner, HttpMethod.PUT, "/subscribers/" + id + "/status", "{\"status\": \"UNSUBSCRIBED\"}");
        assertThat(get(owner, "/subscribers/" + id + "/consent").<String>read("$.items[0].change"))
                .isEqualTo("UNSUBSCRIBED");
        call(owner, HttpMethod.DELETE, "/subscribers/" + id, "");

        importFile(owner, "email\nana@example.org\n");

        assertThat(call(owner, HttpMethod.POST, "/segments/count", "{}").<Integer>read("$.eligible"))
                .isZero();
        assertThat(get(owner, "/suppressions").<String>read("$.items[0].kind")).isEqualTo("ERASED");
    }

    @Test
    void aFileIsUploadedPlannedImportedAndExportedAgain() {
        Owner owner = owner();
        String csv = "E-mail;Name;Stadt;Note\r\nana@example.org;Ana;Köln;=1+1\r\nwrong;Bo;Bonn;\r\n";

        Answer uploaded = call(
                owner,
                HttpMethod.POST,
                "/imports?file_name=people.csv",
                MediaType.parseMediaType("text/csv"),
                csv.getBytes(StandardCharsets.ISO_8859_1));
        String id = uploaded.read("$.imported.id");
        Answer started = call(owner, HttpMethod.POST, "/imports/" + id + "/start", """
                {"tags": ["new"], "columns": [{"column": "Stadt", "target": "ATTRIBUTE", "attribute": "city", "type": "STRING"}]}
                """);
        Answer done = ended(owner, id);

        assertThat(uploaded.status()).isEqualTo(201);
        assertThat(uploaded.<String>read("$.imported.plan.format.encoding")).isEqualTo("WINDOWS_1252");
        assertThat(uploaded.<String>read("$.sample[0][2]")).isEqualTo("Köln");
        assertThat(started.status()).isEqualTo(202);
        assertThat(done.<Integer>read("$.counts.created")).isEqualTo(1);
        assertThat(get(owner, "/imports/" + id + "/errors").body())
                .isEqualTo("line,reason,E-mail,Name,Stadt,Note\r\n"
                        + "3,not an e-mail address: there is no @,wrong,Bo,Bonn,\r\n");
        assertThat(get(owner, "/subscribers/export").body())
                .contains("lettermill_id,email,name,status,tags,created_at,city,note\r\n")
                .contains(",ana@example.org,Ana,ACTIVE,new,")
                .endsWith(",Köln,'=1+1\r\n");
    }

    @Test
    void anExportIsTakenBackAsItWas() {
        Owner owner = owner();
        call(owner, HttpMethod.POST, "/subscribers", """
                {"email": "-ana@example.org", "name": "=Ana", "tags": ["a", "b c"], "attributes": {"phone": "+49", "quote": "'=x"}}""");
        String exported = get(owner, "/subscribers/export").body();

        Owner other = owner();
        importFile(other, exported);

        assertThat(get(other, "/subscribers").<String>read("$.items[0].email")).isEqualTo("-ana@example.org");
        assertThat(get(other, "/subscribers").<String>read("$.items[0].name")).isEqualTo("=Ana");
        assertThat(get(other, "/subscribers").<String>read("$.items[0].attributes.phone"))
                .isEqualTo("+49");
        assertThat(get(other, "/subscribers").<String>read("$.items[0].attributes.quote"))
                .isEqualTo("'=x");
        assertThat(get(other, "/subscribers").<String>read("$.items[0].tags[1]"))
                .isEqualTo("b c");
    }

    @Test
    void aPictureAndAForeignListAreRefusedInWords() {
        Owner owner = owner();
        String foreign = call(owner(), HttpMethod.POST, "/lists", "{\"name\": \"Theirs\"}")
                .read("$.id");

        Answer picture = call(owner, HttpMethod.POST, "/imports", MediaType.parseMediaType("text/csv"), new byte[] {
            (byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1
        });
        String id = upload(owner, "email\nana@example.org\n");
        Answer start = call(owner, HttpMethod.POST, "/imports/" + id + "/start", "{\"lists\": [\"" + foreign + "\"]}");

        assertThat(picture.status()).isEqualTo(422);
        assertThat(picture.<String>read("$.fields[0].field")).isEqualTo("file");
        assertThat(start.status()).isEqualTo(422);
        assertThat(start.<String>read("$.fields[0].field")).isEqualTo("lists");
        assertThat(get(owner, "/lists/" + foreign).status()).isEqualTo(404);
    }

    @Test
    void segmentsAreSavedAndCounted() {
        Owner owner = owner();
        call(owner, HttpMethod.POST, "/subscribers", "{\"email\": \"a@example.org\", \"attributes\": {\"age\": 41}}");
        call(
                owner,
                HttpMethod.POST,
                "/subscribers",
                "{\"email\": \"b@blocked.example\", \"attributes\": {\"age\": 42}}");
        call(owner, HttpMethod.POST, "/suppressions", "{\"domain\": \"BLOCKED.example\", \"note\": \"rival\"}");

        Answer created = call(owner, HttpMethod.POST, "/segments", """
                {"name": "Grown", "filters": {"field": "attributes.age", "op": "GREATER", "value": 18}}""");
        String id = created.read("$.id");
        Answer count = get(owner, "/segments/" + id + "/count");
        Answer wrong =
                call(owner, HttpMethod.PATCH, "/segments/" + id, "{\"filters\": {\"and\": [{\"field\": \"age\"}]}}");

        assertThat(created.<Integer>read("$.filters.value")).isEqualTo(18);
        assertThat(count.<Integer>read("$.targeted")).isEqualTo(2);
        assertThat(count.<Integer>read("$.eligible")).isEqualTo(1);
        assertThat(count.<Integer>read("$.skipped.SUPPRESSED")).isEqualTo(1);
        assertThat(get(owner, "/subscribers?segment=" + id).<Integer>read("$.items.length()"))
                .isEqualTo(2);
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.<String>read("$.fields[0].field")).isEqualTo("filters.and[0].field");
    }

    @Test
    void categoriesHaveDefaultsAndPeopleChooseAmongThem() {
        Owner owner = owner();
        Answer created = call(owner, HttpMethod.POST, "/categories", """
                {"slug": "news", "name": "News", "template_categories": ["NEWSLETTER"]}""");
        String category = created.read("$.id");
        int id = call(owner, HttpMethod.POST, "/subscribers", "{\"email\": \"a@example.org\"}")
                .read("$.id");

        Answer said = call(
                owner,
                HttpMethod.PUT,
                "/subscribers/" + id + "/preferences/" + category,
                "{\"choice\": \"unsubscribed\", \"frequency\": \"weekly\"}");

        assertThat(created.<String>read("$.template_categories[0]")).isEqualTo("NEWSLETTER");
        assertThat(said.<String>read("$.categories[0].choice")).isEqualTo("UNSUBSCRIBED");
        assertThat(call(owner, HttpMethod.POST, "/segments/count", "{\"category_id\": \"" + category + "\"}")
                        .<Integer>read("$.skipped.CATEGORY_OPT_OUT"))
                .isEqualTo(1);
        assertThat(get(owner, "/subscribers?category=" + category).<Integer>read("$.items.length()"))
                .isZero();
    }

    @Test
    void badInputGetsAnAnswerThatHelps() {
        Owner owner = owner();
        assertThat(call(owner, HttpMethod.POST, "/subscribers", "{\"email\": \"x\\n@example.org\"}")
                        .<String>read("$.fields[0].field"))
                .isEqualTo("email");
        assertThat(call(
                                owner,
                                HttpMethod.POST,
                                "/subscribers",
                                "{\"email\": \"a@example.org\", \"attributes\": {\"a\\u0000\": 1}}")
                        .status())
                .isEqualTo(422);
        assertThat(call(
                                owner,
                                HttpMethod.POST,
                                "/subscribers",
                                "{\"email\": \"a@example.org\", \"status\": \"BOUNCED\"}")
                        .status())
                .isEqualTo(422);
        assertThat(get(owner, "/subscribers?limit=0").status()).isEqualTo(422);
        assertThat(get(owner, "/subscribers?status=gone").status()).isBetween(400, 422);
        assertThat(get(owner, "/subscribers?search=\0").status()).isBetween(400, 422);
        assertThat(get(owner, "/subscribers/x").status()).isEqualTo(404);
        assertThat(get(owner, "/lists/x").status()).isBetween(400, 422);
        assertThat(call(owner, HttpMethod.POST, "/suppressions", "{}").status()).isEqualTo(422);
    }

    private static void importFile(Owner owner, String csv) {
        String id = upload(owner, csv);
        call(owner, HttpMethod.POST, "/imports/" + id + "/start", "{}");
        assertThat(ended(owner, id).<String>read("$.state")).isEqualTo("DONE");
    }

    private static String upload(Owner owner, String csv) {
        return call(
                        owner,
                        HttpMethod.POST,
                        "/imports",
                        MediaType.parseMediaType("text/csv"),
                        csv.getBytes(StandardCharsets.UTF_8))
                .read("$.imported.id");
    }

    private static Answer ended(Owner owner, String id) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> get(owner, "/imports/" + id), answer -> answer.<Object>read("$.finished_at") != null);
    }
}
