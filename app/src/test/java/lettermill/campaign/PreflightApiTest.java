package lettermill.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PreflightApiTest extends Sendery {

    private static final String NEEDY = LETTER.replace("{{ city }}", "{{ city }}, {{ (100 / spent)|round }}");

    @Test
    void aTemplateThatFailsForSomeIsAWarningThatNamesOne() {
        String campaign = needy(3, 1);

        Map<String, Object> report = preflight(campaign);

        assertThat(report).containsEntry("ready", true).containsEntry("recipients", 3);
        assertThat(report.get("warnings"))
                .asString()
                .contains("fails for 1 of 3 people tried", "p1@example.org", "body_html");
        assertThat(house.mails()).as("a pre-flight mails nobody").isEmpty();
    }

    @Test
    void aTemplateThatFailsForEverybodyDoesNotStart() {
        String campaign = needy(2, 2);

        assertThat(preflight(campaign)).containsEntry("ready", false);
        act(campaign, "send")
                .expectStatus()
                .isEqualTo(422)
                .expectBody(String.class)
                .value(body -> assertThat(body).contains("fails for 2 of 2 people tried"));
        assertThat(see(campaign)).containsEntry("status", "DRAFT");
    }

    @Test
    void hoursInWhichNothingLeavesArePartOfTheForecast() {
        provider("");
        sender("");
        people(1);
        Instant now = Instant.now();
        DateTimeFormatter clock = DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneOffset.UTC);
        String soon = clock.format(now.plusSeconds(2 * 3_600));
        String later = clock.format(now.plusSeconds(3 * 3_600));
        String campaign = campaign(
                template(LETTER),
                ", \"send_window\": {\"start\": \"%s\", \"end\": \"%s\", \"timezone\": \"UTC\"}"
                        .formatted(soon, later));

        Map<String, Object> report = preflight(campaign);

        Instant opens = Instant.parse(String.valueOf(report.get("opens_at")));
        assertThat(opens.atOffset(ZoneOffset.UTC).toLocalTime()).isEqualTo(LocalTime.parse(soon));
        assertThat(Instant.parse(String.valueOf(report.get("expected_finish")))).isBetween(opens, opens.plusSeconds(1));
    }

    @Test
    void aCampaignTakesTheCategoryKeptForItsTemplates() {
        String news = id(ask(
                "/audience/categories",
                "{\"slug\": \"news\", \"name\": \"News\", \"template_categories\": [\"NEWSLETTER\"]}"));
        String other = id(ask("/audience/categories", "{\"slug\": \"other\", \"name\": \"Other\"}"));
        String template = template(LETTER);

        assertThat(see(campaign(template, ""))).containsEntry("category_id", news);
        assertThat(see(campaign(template, ", \"category_id\": \"" + other + "\"")))
                .containsEntry("category_id", other);
    }

    /** A campaign to so many people, of whom the first ones lack what the template divides by. */
    private String needy(int people, int lacking) {
        provider("");
        sender("");
        people(people);
        for (int person = 1; person <= people; person++) {
            database.sql("""
                            UPDATE audience.subscriber SET attributes = attributes || jsonb_build_object('spent', CAST(:spent AS int))
                            WHERE email = :email AND workspace_id = (SELECT id FROM workspace.workspace WHERE slug = :slug)""")
                    .param("spent", person <= lacking ? 0 : 5)
                    .param("email", "p" + person + "@example.org")
                    .param("slug", owner.workspace())
                    .update();
        }
        return campaign(template(NEEDY), "");
    }

    private Map<String, Object> preflight(String campaign) {
        return get("/email-marketing/campaigns/" + campaign + "/preflight");
    }
}
